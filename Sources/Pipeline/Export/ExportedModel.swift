import Evidence
import Foundation
import Packaging
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
        let place = try ModelPlace(text, inStore: store)
        (run, directory) = (place.run, place.directory)
        let data = try place.read(ModelPlace.document)
        guard !ForeignDocument.describes(data) else {
            throw ArgumentError(
                "the model was trained elsewhere, and nothing but its ONNX file can be exported",
                advice: "copy that with: associate export \(text) onnx")
        }
        document = try ModelDocument(reading: data)
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
