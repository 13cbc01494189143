import Columns
import Evidence
import Scoring
import TestSupport
import Testing

@testable import Packaging

@Suite("Columns of a model")
struct ModelColumnTests {
    private static let document: ModelDocument = {
        let calendar = CalendarTreatment(
            parts: [], missingIndicator: true,
            elapsed: ElapsedTreatment(
                since: "since", number: NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)))
        let number = NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)
        return ModelDocument(
            task: .regression, classes: [], key: [], excluded: [:], threshold: nil,
            plan: FeaturePlan(features: [
                Feature(name: "n", source: "n", kind: .number, treatment: .number(number)),
                Feature(name: "again", source: "n", kind: .number, treatment: .number(number)),
                Feature(name: "at", source: "at", kind: .timestamp, treatment: .calendar(calendar)),
            ]),
            model: .prior(PriorModel(values: [1])), seen: [:])
    }()

    @Test("each stands once, in the order of the plan, with what time is counted from")
    func order() {
        #expect(Self.document.columns().map(\.name) == ["n", "at", "since"])
        #expect(Self.document.columns().map(\.type) == [.double, .timestamp, .timestamp])
        #expect(Self.document.columns().allSatisfy { $0.isNullable })
    }

    @Test("only training rows say whether values are missing")
    func nullable() {
        let table = Table([
            ("n", .integer(Values([1, 2, nil], filler: 0))),
            ("at", .timestamp(Values([nil, 1, 1], filler: 0), .date)),
            ("since", .timestamp(Values([1, 1, 1], filler: 0), .timestamp)),
        ])
        let columns = Self.document.columns(in: table, rows: [0, 1])
        #expect(columns.map(\.isNullable) == [false, true, false])
        #expect(columns.map(\.type) == [.integer, .date, .timestamp])
    }
}
