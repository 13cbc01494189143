import Columns
import Evidence
import Foundation
import Scoring
import TestSupport

@testable import Packaging

/// Stock onnx, ONNX Runtime and MLflow on generated packages.
enum PackageOracle {
    /// What the programs said of one package: by each way of asking, or why they could not be asked.
    struct Case: Decodable {
        let ways: [String: Way]?
        let error: String?
    }

    struct Way: Decodable {
        let worst: Double
        let labels_differ: Int
    }

    private struct Report: Decodable {
        let cases: [String: Case]
    }

    /// Writes packages with rows and predictions, and has them opened.
    static func report(on models: [GeneratedModel]) throws -> [String: Case] {
        let place = try Workspace()
        for model in models { try write(model, to: URL(fileURLWithPath: place.path + "/" + model.name)) }
        let document = try OraclePython.document(of: "packages.py", about: place.path)
        return try JSONDecoder().decode(Report.self, from: CanonicalJSON.encode(document)).cases
    }

    private static func write(_ model: GeneratedModel, to folder: URL) throws {
        let document = model.document
        let package = try ModelPackage(document, columns: document.columns(in: model.table), labels: .text)
        for file in package.files {
            let place = folder.appendingPathComponent(file.name)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file.data.write(to: place)
        }
        try CanonicalJSON.encode(Rows(model.table)).write(to: folder.appendingPathComponent("rows.json"))
        try CanonicalJSON.encode(Expected(model)).write(to: folder.appendingPathComponent("expected.json"))
    }

    /// The raw columns; doubles as the numbers that their bits are.
    private struct Rows: Encodable {
        struct Column: Encodable {
            let name: String
            let type: ColumnType
            let values: [JSONValue]
        }

        let rows: Int
        let columns: [Column]

        init(_ table: Table) {
            rows = table.rowCount
            columns = zip(table.names, table.columns).map { name, column in
                Column(
                    name: name, type: column.type,
                    values: (0..<column.count).map { row in
                        guard column.validity[row] else { return .null }
                        return switch column {
                        case .boolean(let values): .bool(values.values[row])
                        case .integer(let values), .timestamp(let values, _): .integer(values.values[row])
                        case .double(let values): .integer(Int64(bitPattern: values.values[row].bitPattern))
                        case .text(let values): .string(values[row] ?? "")
                        }
                    })
            }
        }
    }

    private struct Expected: Encodable {
        let scores: [Int64]
        let labels: [String]?
        let threshold: Int64?

        init(_ model: GeneratedModel) throws {
            let document = model.document
            let predictions = document.model.predict(
                try BoundPlan(document.plan, to: model.table), task: document.task)
            func bits(_ value: Double) -> Int64 { Int64(bitPattern: value.bitPattern) }
            scores = predictions.values.map(bits)
            labels =
                document.task.isClassification
                ? predictions.classIndices(threshold: document.threshold ?? 0.5).map { document.classes[$0] } : nil
            threshold = document.threshold.map(bits)
        }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(scores, forKey: .scores)
            try fields.encode(labels, forKey: .labels)
            try fields.encode(threshold, forKey: .threshold)
        }

        private enum CodingKeys: String, CodingKey { case scores, labels, threshold }
    }
}
