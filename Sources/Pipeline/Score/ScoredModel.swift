import Evidence
import Foundation
import Scoring
import Store

/// A run's model, held against its hash before it is read.
struct ScoredModel {
    /// The run's id, or the folder's path where it stands in no run.
    let name: String
    let document: ModelDocument

    /// The file that holds all that scoring needs.
    private static let file = "associate.json"

    /// Finds a model: a run by what a person calls it, or a folder that holds one.
    ///
    /// - Throws: `StoreError` where there is no such run, or the file is not as the run wrote it; `ScoringError`
    ///   (`model-unreadable`) where it is damaged, foreign or of another version.
    init(_ text: String, store: String) throws {
        let path = URL(fileURLWithPath: text).appendingPathComponent(Self.file).standardizedFileURL.path
        guard FileManager.default.fileExists(atPath: path) else {
            let run = try RunStore(at: store).open(text)
            name = run.id.text
            document = try ModelDocument(reading: try run.read("model/" + Self.file))
            return
        }
        let data = try Self.bytes(path)
        try Run.expectAsWritten(path, hash: ContentHash(of: data))
        document = try ModelDocument(reading: data)
        name = text
    }

    private static func bytes(_ path: String) throws -> Data {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            // One byte more than is allowed is enough to be refused.
            return try file.read(upToCount: Limits.modelBytes + 1) ?? Data()
        } catch {
            throw FileFailure("\(path) cannot be read")
        }
    }
}
