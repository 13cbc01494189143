import Evidence
import Foundation
import Packaging
import Scoring
import Store

/// A run's model, held against its hash before it is read.
struct ScoredModel {
    /// The run's id, or the folder's path where it stands in no run.
    let name: String
    let content: Content

    /// What scores, and where.
    enum Content {
        /// Fitted here, and scored in this process.
        case own(ModelDocument)
        /// Trained elsewhere, and scored by ONNX Runtime in the worker.
        case foreign(ForeignDocument, ForeignFile)
    }

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
            content = try Self.content(try run.read("model/" + Self.file)) {
                ForeignFile(subject: "\(run.id)/model/model.onnx", data: try run.read("model/model.onnx"))
            }
            return
        }
        let data = try Self.bytes(path)
        try Run.expectAsWritten(path, hash: ContentHash(of: data))
        name = text
        content = try Self.content(data) {
            let file = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("model.onnx").path
            return try ForeignFile(at: file, subject: text + "/model.onnx")
        }
    }

    private static func content(_ data: Data, file: () throws -> ForeignFile) throws -> Content {
        guard ForeignDocument.describes(data) else { return .own(try ModelDocument(reading: data)) }
        let document = try ForeignDocument(reading: data)
        let file = try file()
        guard file.sha256 == document.model.sha256 else { throw ForeignError.otherBytes(file.subject) }
        return .foreign(document, file)
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
