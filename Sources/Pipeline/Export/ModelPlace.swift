import Evidence
import Foundation
import Packaging
import Store

/// The folder of a model's files: in a run, or alone.
struct ModelPlace {
    /// What tells a model's folder from others.
    static let document = "associate.json"

    /// Absolute.
    let directory: String
    /// The run that it belongs to; a model folder alone has none.
    let run: Run?

    /// Finds a model by a run's name, a run's folder, or a model's folder.
    ///
    /// - Throws: a `HouseError`: exit 2 where there is none, or where its run is not complete.
    init(_ text: String, inStore store: String) throws {
        let folder = URL(fileURLWithPath: text).standardizedFileURL
        if FileManager.default.fileExists(atPath: folder.appendingPathComponent(Self.document).path) {
            (run, directory) = (try Self.run(around: folder, store), folder.path)
        } else {
            let run = try RunStore(at: store).open(text)
            (self.run, directory) = (run, URL(fileURLWithPath: run.directory).appendingPathComponent("model").path)
        }
        if let run, run.record.status != .complete {
            throw ArgumentError(
                "run \(run.id) is not complete, and has no model to export",
                advice: "name a complete run; 'associate runs list' shows them", code: .runIncomplete)
        }
    }

    /// The run that a model's folder lies in.
    private static func run(around folder: URL, _ store: String) throws -> Run? {
        let parent = folder.deletingLastPathComponent()
        guard folder.lastPathComponent == "model",
            FileManager.default.fileExists(atPath: parent.appendingPathComponent("manifest.json").path)
        else { return nil }
        return try RunStore(at: store).open(parent.path + "/.")
    }

    /// The bytes of one of the model's files, held against the run's manifest where there is a run.
    ///
    /// - Throws: `StoreError` where they are not as they were written, ``ArgumentError`` where they cannot be read.
    func read(_ name: String) throws -> Data {
        if let run { return try run.read("model/" + name) }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
        } catch {
            throw ArgumentError(
                "'\(directory)/\(name)' cannot be read", advice: "check its permissions", code: .sourceUnreadable)
        }
    }

    /// `model.onnx` as it was written: held against the run's manifest, the folder's checksums, and for a model from
    /// outside against what was judged.
    ///
    /// - Throws: a `HouseError` where it is another file.
    func onnx() throws -> Data {
        let data = try read("model.onnx")
        let hash = ContentHash(of: data)
        let sums = String(decoding: try read(Checksums.name), as: UTF8.self)
        guard sums.split(separator: "\n").contains("\(hash.hex)  model.onnx") else {
            throw ForeignError.otherBytes(directory + "/model.onnx")
        }
        let described = try read(Self.document)
        if ForeignDocument.describes(described), try ForeignDocument(reading: described).model.sha256 != hash {
            throw ForeignError.otherBytes(directory + "/model.onnx")
        }
        return data
    }
}
