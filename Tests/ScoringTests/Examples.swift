import Columns
import Evidence
import Scoring

/// A plan with a feature of every kind, and tables and documents to go with it.
enum Example {
    static let number = NumberTreatment(median: 2, mean: 1, scale: 0.1, missingIndicator: true)

    static let plan = FeaturePlan(features: [
        Feature(name: "temp", source: "temp", kind: .number, treatment: .number(number)),
        Feature(
            name: "carrier", source: "carrier", kind: .category,
            treatment: .category(CategoryTreatment(levels: ["AA", "UA"], minimumCount: 3))),
        Feature(
            name: "late", source: "late", kind: .boolean,
            treatment: .boolean(BooleanTreatment(fill: true, varies: true, missingIndicator: false))),
        Feature(
            name: "at", source: "at", kind: .timestamp,
            treatment: .calendar(
                CalendarTreatment(
                    parts: [.init(part: .hour, harmonics: 2)], missingIndicator: true,
                    elapsed: ElapsedTreatment(
                        since: "since",
                        number: NumberTreatment(median: 5, mean: 0, scale: 10, missingIndicator: false))))),
    ])

    /// Three rows: usual, odd, and missing.
    static let table = Table([
        ("at", .timestamp(Values([21_600_000_000, -1, nil], filler: 0), .timestamp)),
        ("carrier", .text(TextValues(["UA", "ZZ", nil]))),
        ("late", .boolean(Values([false, true, nil], filler: false))),
        ("since", .timestamp(Values([21_590_000_000, 0, 0], filler: 0), .timestamp)),
        ("temp", .double(Values([1.5, .infinity, nil], filler: 0))),
        ("unused", .text(TextValues(["a", "b", "c"]))),
    ])

    /// Weights that differ, over the example's columns.
    static func weights(_ seed: Double = 1) -> [Double] {
        (0..<plan.width).map { seed * (0.1 + Double($0) / 3) * ($0.isMultiple(of: 2) ? 1 : -1) }
    }

    static func document(_ task: LearningTask) -> ModelDocument {
        let outputs = task == .multiclass ? 3 : 1
        let link: Link = task == .binary ? .logistic : task == .multiclass ? .softmax : .identity
        return ModelDocument(
            task: task, classes: task == .binary ? ["no", "yes"] : task == .multiclass ? ["a", "b", "c"] : [],
            key: ["id"], excluded: ["delay": "not known yet"], threshold: task == .binary ? 0.5 : nil, plan: plan,
            model: .linear(
                LinearModel(
                    link: link, weights: (0..<outputs).map { weights(1 / Double($0 + 1)) },
                    intercepts: (0..<outputs).map { 0.1 - Double($0) })),
            seen: [
                "temp": .numbers(minimum: -0.1, maximum: 1e22), "carrier": .texts(["AA", "UA"], complete: true),
                "late": .booleans(no: true, yes: true), "at": .moments(first: -5, last: 5),
            ])
    }
}
