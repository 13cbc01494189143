import Columns
import Evidence
import Foundation
import Scoring
import TestSupport

@testable import Packaging

/// Stock onnx, ONNX Runtime and MLflow on generated packages.
enum PackageOracle {
    /// Writes packages with rows and predictions, and has them opened.
    static func report(on models: [GeneratedModel]) throws -> [String: OracleCase.Answer] {
        let place = try Workspace()
        for model in models { try write(model, to: URL(fileURLWithPath: place.path + "/" + model.name)) }
        return try OracleCase.answers(OraclePython.document(of: "packages.py", about: place.path))
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
        try OracleCase(document, model.table).write(to: folder)
    }
}
