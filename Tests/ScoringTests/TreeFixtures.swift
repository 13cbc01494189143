import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

/// LightGBM's models, rows and answers (`Tests/Oracles/trees.py`).
struct TreeFixture: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let task: LearningTask
    let columns: Int
    let rows: Int
    let text: String
    let values: [Double?]
    let raw: [Double]
    let predictions: [Double]

    var testDescription: String { name }

    static let all: [TreeFixture] = {
        struct File: Decodable { let cases: [TreeFixture] }
        let file = try? CanonicalJSON.decode(File.self, from: Fixture.data("trees.json"))
        return file?.cases ?? []
    }()

    /// The rows, with columns of the given kinds.
    func matrix(_ columns: [TreeColumn]) -> TreeMatrix {
        TreeMatrix(rowCount: rows, columns: columns, values: values.map { TreeMatrix.flushed($0 ?? .nan) })
    }
}
