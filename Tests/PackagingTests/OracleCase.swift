import Columns
import Evidence
import Foundation
import Scoring

/// Rows of a model with what it predicts for them, as other programs read them.
struct OracleCase {
    private let rows: Rows
    private let expected: Expected

    init(_ document: ModelDocument, _ table: Table) throws {
        rows = Rows(table)
        expected = try Expected(document, table)
    }

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try CanonicalJSON.encode(rows).write(to: folder.appendingPathComponent("rows.json"))
        try CanonicalJSON.encode(expected).write(to: folder.appendingPathComponent("expected.json"))
    }

    /// What the programs said of one case: by each way of asking, or why they could not be asked.
    struct Answer: Decodable {
        let ways: [String: Way]?
        let error: String?
    }

    struct Way: Decodable {
        let worst: Double
        let labels_differ: Int
    }

    private struct Report: Decodable {
        let cases: [String: Answer]
    }

    /// The answers of a script's document, by the names of the cases' folders.
    static func answers(_ document: JSONValue) throws -> [String: Answer] {
        try JSONDecoder().decode(Report.self, from: CanonicalJSON.encode(document)).cases
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

        init(_ document: ModelDocument, _ table: Table) throws {
            let predictions = document.model.predict(try BoundPlan(document.plan, to: table), task: document.task)
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
