import Evidence
import Foundation
import Testing

@testable import Scoring

/// What is done to scores, as a part of a model.
struct RecalibrationTests {
    private let table = IsotonicTable(scores: [0.25, 0.5, 0.75], probabilities: [0, 0.5, 1])

    @Test func `between corners lines are drawn, and beyond them the last holds`() {
        #expect(table(0) == 0)
        #expect(table(0.25) == 0)
        #expect(table(0.375) == 0.25)
        #expect(table(0.5) == 0.5)
        #expect(table(0.7) < 1)
        #expect(table(0.75) == 1)
        #expect(table(1) == 1)
    }

    @Test(arguments: [
        Recalibration.temperature(2), .sigmoid(slope: 0.5, intercept: -1),
        .isotonic(IsotonicTable(scores: [0.125, 0.5], probabilities: [0, 1])),
    ])
    func `a document keeps it, and its raw scores are those of before`(recalibration: Recalibration) throws {
        var model = Model.linear(LinearModel(link: .logistic, weights: [[]], intercepts: [1.5]))
        model.recalibration = recalibration
        let document = ModelDocument(
            task: .binary, classes: ["no", "yes"], key: [], excluded: [:], threshold: 0.5,
            plan: FeaturePlan(features: []), model: model, seen: [:])
        let read = try ModelDocument(reading: CanonicalJSON.encode(document))
        #expect(read == document)
        #expect(read.model.recalibration == recalibration)
        let link = Link.logistic
        let expected: Double =
            switch recalibration {
            case .temperature(let temperature): Link.logistic(1.5 / temperature)
            case .sigmoid(let slope, let intercept): Link.logistic(slope * 1.5 + intercept)
            case .isotonic(let table): table(Link.logistic(1.5))
            }
        #expect(abs(link.predictions([1.5], width: 1, recalibration).values[0] - expected) < 1e-15)
    }

    @Test(
        arguments: [
            (Recalibration.temperature(-1), Link.logistic), (.sigmoid(slope: -1, intercept: 0), .logistic),
            (.sigmoid(slope: 1, intercept: .infinity), .logistic), (.sigmoid(slope: 1, intercept: 0), .softmax),
            (.temperature(1), .identity),
            (.isotonic(IsotonicTable(scores: [], probabilities: [])), .logistic),
            (.isotonic(IsotonicTable(scores: [0.5, 0.25], probabilities: [0, 1])), .logistic),
            (.isotonic(IsotonicTable(scores: [0.25, 0.5], probabilities: [1, 0])), .logistic),
            (.isotonic(IsotonicTable(scores: [0.25, 1.5], probabilities: [0, 1])), .logistic),
            (.isotonic(IsotonicTable(scores: [0.25, 0.25 + 1e-9], probabilities: [0, 1])), .logistic),
        ] as [(Recalibration, Link)])
    func `what cannot be applied is refused`(recalibration: Recalibration, link: Link) {
        #expect(recalibration.firstFault(link: link) != nil)
    }
}
