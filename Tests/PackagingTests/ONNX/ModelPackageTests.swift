import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Packaging

@Suite("Model package")
struct ModelPackageTests {
    private static let nightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil

    @Test(
        "stock onnx, ONNX Runtime and MLflow open generated models and predict what the program predicts",
        .enabled(if: OraclePython.isThere, Comment(rawValue: OraclePython.absence)))
    func oracle() throws {
        let models = GeneratedModel.some(Self.nightly ? 200 : 45)
        let report = try PackageOracle.report(on: models)
        #expect(Set(report.keys) == Set(models.map(\.name)))
        for model in models {
            #expect(report[model.name]?.error == nil, "\(model.name)")
            guard let ways = report[model.name]?.ways else { continue }
            #expect(ways.count >= 5)
            for (way, found) in ways {
                #expect(found.worst <= Parity.tolerance, "\(model.name), \(way)")
                #expect(found.labels_differ == 0, "\(model.name), \(way)")
            }
        }
    }

    @Test("a model gives the same bytes again")
    func sameBytes() throws {
        for model in GeneratedModel.some(9) {
            let (document, columns) = (model.document, model.document.columns(in: model.table))
            let first = try ModelPackage(document, columns: columns, labels: .text)
            let second = try ModelPackage(document, columns: columns, labels: .text)
            #expect(first.files.map(\.data) == second.files.map(\.data))
        }
    }
}
