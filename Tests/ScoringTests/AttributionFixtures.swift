import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

/// Rows and LightGBM's contributions (`Tests/Oracles/attributions.py`).
struct AttributionFixture: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let task: LearningTask
    /// The model; that of the ``TreeFixture`` of this name where `nil`.
    let text: String?
    let columns: Int
    let rows: Int
    let values: [Double?]
    let contributions: [Double]

    var testDescription: String { name }

    static let all: [AttributionFixture] = {
        struct File: Decodable { let cases: [AttributionFixture] }
        let file = try? CanonicalJSON.decode(File.self, from: Fixture.data("attributions.json"))
        return file?.cases ?? []
    }()

    /// The model and the rows.
    func read() throws -> (TreeModel, TreeMatrix) {
        let text = try #require(text ?? TreeFixture.all.first { $0.name == name }?.text)
        let (model, columns) = try LightGBMText.readWithColumns(Data(text.utf8))
        let values = values.map { TreeMatrix.flushed($0 ?? .nan) }
        return (model, TreeMatrix(rowCount: rows, columns: columns, values: values))
    }
}
