import Evidence
import Foundation
import Packaging
import Scoring
import Store
import Warehouse

/// Writes a model in a form that others read, and proves that it gives the same answer.
package struct ExportJob: Sendable {
    private let call: ExportCall

    package init(_ call: ExportCall) { self.call = call }

    /// Reads the model, verifies it where that was asked for, and writes the export.
    ///
    /// Nothing is written where an engine gives another answer.
    ///
    /// - Throws: a `HouseError`: exit 2 where the model or the arguments are wrong, 1 where the machine refuses.
    package func run() throws -> ExportDocument {
        guard call.kind != nil || call.verifies else {
            throw ArgumentError(
                "no kind of export is named",
                advice: "name one of \(ExportKind.allCases.map(\.rawValue).joined(separator: ", ")), or say --verify")
        }
        let files = call.kind.map { ExportFiles(path: call.output ?? $0.usualPath, overwrites: call.overwrites) }
        try files?.checkFree()
        let model = try FoundModel(call.model, inStore: call.store)
        return try Scratch.using("export") { scratch in
            var document = ExportDocument(
                model: model.directory, kind: call.kind, dialect: call.kind == .sql ? call.dialect : nil, files: [],
                verification: [], notAsked: [:], findings: model.findings)
            if call.verifies {
                var verification = try ExportVerification(model, threads: call.threads)
                try verification.run(scratch: scratch)
                (document.verification, document.notAsked) = (verification.engines, verification.notAsked)
            }
            if let kind = call.kind, let files, document.holds {
                document.files = try write(kind, of: model, to: files, scratch: scratch)
            }
            return document
        }
    }

    private func write(
        _ kind: ExportKind, of model: FoundModel, to files: ExportFiles, scratch: String
    ) throws -> [ExportedFile] {
        switch kind {
        case .onnx: try files.write(model.onnx().data)
        case .sql: try files.write(Data(sqlText(of: try model.document).utf8))
        case .swift: try files.write(Data(SwiftSource(try model.document).text.utf8))
        case .tests: try files.write(TestsExport(model, threads: call.threads).files(scratch: scratch))
        case .python: try files.write(PythonExport(model, threads: call.threads).files(scratch: scratch))
        case .notebook: try files.write(CanonicalJSON.encode(notebook(of: model)))
        }
    }

    private func notebook(of model: FoundModel) throws -> Notebook {
        guard let run = model.run, let (part, _) = try model.judgedPart() else {
            throw ArgumentError(
                "a notebook opens a run, and the model's folder lies in none", advice: "name the run instead")
        }
        return try Notebook(
            try model.document, run: run.directory, part: part, isJudged: part == "data/test.parquet",
            inFolds: run.record.files["evaluation/folds.json"] != nil)
    }

    private func sqlText(of document: ModelDocument) throws -> String {
        let statement = ScoringStatement(
            document, of: "\(Identifier(path: call.relation))", keeping: call.kept.isEmpty ? nil : call.kept)
        return try statement.written(in: Dialect(named: call.dialect))
    }
}
