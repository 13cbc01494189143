import Evidence
import Foundation
import Scoring
import Store

/// A model that is to be exported, read only after its bytes were held against the run's manifest.
struct ExportedModel {
    let document: ModelDocument
    /// The folder of the model's files, absolute.
    let directory: String
    /// The run that it belongs to; a model folder alone has none.
    let run: Run?

    /// Finds a model by a run's name, a run's folder, or a model's folder.
    ///
    /// - Throws: a `HouseError`: exit 2 where there is none, or where it is not as it was written.
    init(_ text: String, inStore store: String) throws {
        let folder = URL(fileURLWithPath: text).standardizedFileURL
        let file = folder.appendingPathComponent("associate.json")
        if FileManager.default.fileExists(atPath: file.path) {
            let run = try Self.run(around: folder, store)
            try self.init(run: run, directory: folder.path, file: file)
        } else {
            let run = try RunStore(at: store).open(text)
            let model = URL(fileURLWithPath: run.directory).appendingPathComponent("model")
            try self.init(run: run, directory: model.path, file: model.appendingPathComponent("associate.json"))
        }
    }

    private init(run: Run?, directory: String, file: URL) throws {
        if let run, run.record.status != .complete {
            throw ArgumentError(
                "run \(run.id) is not complete, and has no model to export",
                advice: "name a complete run; 'associate runs list' shows them", code: .runIncomplete)
        }
        self.run = run
        self.directory = directory
        let name = "model/associate.json"
        let data = try run.map { try $0.read(name) } ?? Self.read(file)
        document = try ModelDocument(reading: data)
    }

    /// The run that a model's folder lies in.
    private static func run(around folder: URL, _ store: String) throws -> Run? {
        let parent = folder.deletingLastPathComponent()
        guard folder.lastPathComponent == "model",
            FileManager.default.fileExists(atPath: parent.appendingPathComponent("manifest.json").path)
        else { return nil }
        return try RunStore(at: store).open(parent.path + "/.")
    }

    private static func read(_ file: URL) throws -> Data {
        do {
            return try Data(contentsOf: file)
        } catch {
            throw ArgumentError(
                "'\(file.path)' cannot be read", advice: "check its permissions", code: .sourceUnreadable)
        }
    }

    /// A part of the run's data that was not fitted on, else the one that was; `nil` where the model has no run.
    ///
    /// - Throws: `StoreError` where the file is not as it was written.
    func judgedPart() throws -> (name: String, path: String)? {
        guard let run else { return nil }
        let parts = ["data/test.parquet", "data/validation.parquet", "data/train.parquet"]
        guard let name = parts.first(where: { run.record.files[$0] != nil }) else { return nil }
        let path = run.directory + "/" + name
        guard let hash = try? ContentHash(ofFile: path) else {
            throw ArgumentError(
                "'\(path)' cannot be read", advice: "bring the file back from a copy of the run", code: .runDamaged)
        }
        try Run.expectAsWritten(path, hash: hash)
        return (name, path)
    }
}
