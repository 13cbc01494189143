import Columns
import Evidence
import Scoring
import TestSupport
import Testing

/// A model that nobody fitted, with rows that seek its edges: every kind of feature, odd names, missing, unseen,
/// infinite and far values, moments before 1970, and numbers at each split's threshold and next to it.
struct GeneratedModel: CustomTestStringConvertible {
    let name: String
    let document: ModelDocument
    let table: Table

    var testDescription: String { name }

    /// Models of every task and kind, as many as are asked for.
    static func some(_ count: Int) -> [GeneratedModel] {
        (0..<count).map { seed in
            let tasks = LearningTask.allCases
            return GeneratedModel(
                seed: UInt64(seed), task: tasks[seed % tasks.count], kind: Kind.allCases[seed / tasks.count % 3])
        }
    }

    enum Kind: String, CaseIterable {
        case trees, linear, prior
    }

    init(seed: UInt64, task: LearningTask, kind: Kind) {
        var generator = SeededGenerator(seed: 1_000 + seed)
        let source = OddColumns.table(rows: 60, using: &generator)
        let plan = RandomPlan.over(source, using: &generator)
        let classes = task == .binary ? ["no", "ja"] : task == .multiclass ? ["a", "", "c'é", "d"] : []
        let outputs = task == .multiclass ? classes.count : 1
        let link: Link = task == .binary ? .logistic : task == .multiclass ? .softmax : .identity
        var model: Model
        switch kind {
        case .prior:
            let values = (0..<max(classes.count, 1)).map { _ in Double.random(in: 0..<1, using: &generator) }
            model = .prior(PriorModel(values: values))
        case .linear:
            let scale = generator.pick(0.01, 1.0, 100)
            func weight() -> Double { Double.random(in: -scale...scale, using: &generator) }
            let plain = LinearModel(
                link: link, weights: (0..<outputs).map { _ in (0..<plan.width).map { _ in weight() } },
                intercepts: (0..<outputs).map { _ in weight() })
            model = .linear(RandomTerms.added(to: plain, of: plan, using: &generator))
        case .trees:
            model = .trees(RandomTrees.over(plan, of: source, link: link, outputs: outputs, using: &generator))
        }
        model.recalibration = RandomRecalibration.of(seed: Int(seed), task: task)
        document = ModelDocument(
            task: task, classes: classes, key: [], excluded: [:],
            threshold: task == .binary ? Double.random(in: 0.2..<0.8, using: &generator) : nil, plan: plan,
            model: model, seen: [:])
        table = Self.rows(at: model, of: plan, beside: source)
        name = "\(seed)-\(task.rawValue)-\(kind.rawValue)"
    }

    /// The rows, and below them for each split of a number rows at its threshold and the doubles next to it.
    private static func rows(at model: Model, of plan: FeaturePlan, beside table: Table) -> Table {
        if case .linear(let linear) = model { return RandomTerms.rows(at: linear.terms, of: plan, beside: table) }
        guard case .trees(let trees) = model else { return table }
        let owners = plan.features.flatMap { feature in
            FeaturePlan(features: [feature]).treeColumns.map { _ in feature }
        }
        var edges: [String: [Double]] = [:]
        for node in trees.trees.nodes where !node.decision.contains(.category) {
            let source = owners[Int(node.feature)].source
            edges[source, default: []] += [node.threshold.nextDown, node.threshold, node.threshold.nextUp]
        }
        return Self.rows(at: edges, beside: table)
    }

    /// The rows, and below them rows in which columns of doubles have given values.
    static func rows(at edges: [String: [Double]], beside table: Table) -> Table {
        let doubles = table.names.filter { name in
            if case .double? = table[name] { true } else { false }
        }
        let count = doubles.map { edges[$0]?.count ?? 0 }.max() ?? 0
        let rows = Array(0..<table.rowCount) + (0..<count).map { $0 % max(table.rowCount, 1) }
        return Table(
            zip(table.names, table.columns).map { name, column in
                guard case .double(let values) = column, let own = edges[name] else {
                    return (name, column.selecting(rows))
                }
                let added = (0..<count).map { own[$0 % own.count] as Double? }
                return (
                    name, .double(Values((0..<table.rowCount).map { values[$0] } + added, filler: 0))
                )
            })
    }
}

/// A table with a column of every type, under names that are hard to write, and with values that are hard to read.
enum OddColumns {
    private static let names: [ColumnType: [String]] = [
        .boolean: ["boolean", "label"], .integer: ["integer", "Add_3"], .double: ["double", "score"],
        .text: ["text", "it's \"é\"\u{2028}\n: #"], .date: ["date", "row"], .timestamp: ["timestamp", "constant_0"],
        .instant: ["instant", "text is missing"],
    ]

    static func table(rows: Int, using generator: inout SeededGenerator) -> Table {
        let missing = generator.pick(0.0, 0.1, 0.5)
        func column(_ type: ColumnType) -> Column {
            odd(SeededTables.column(type, rows: rows, missing: missing, using: &generator))
        }
        let named = ColumnType.allCases.filter { $0 != .unsupported }.map { type in
            (name: names[type]?.randomElement(using: &generator) ?? type.rawValue, column: column(type))
        }
        // Something to count time from.
        return Table(named + [(name: "since", column: column(.timestamp).selecting((0..<rows).reversed()))])
    }

    /// A column whose first rows are replaced.
    private static func odd(_ column: Column) -> Column {
        func replaced<Element>(_ values: Values<Element>, by odd: [Element?], filler: Element) -> Values<Element> {
            Values(odd + (odd.count..<values.count).map { values[$0] }, filler: filler)
        }
        switch column {
        case .double(let values):
            let odd: [Double?] = [
                nil, .nan, .infinity, -.infinity, 0, -0.0, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e-36,
                -1e-36, 1e-35, .leastNonzeroMagnitude, 1e300,
            ]
            return .double(replaced(values, by: odd, filler: 0))
        case .integer(let values):
            return .integer(replaced(values, by: [nil, .max, .min, 1 << 53 + 1, 0], filler: 0))
        case .text(let values):
            let odd = [nil, "", "unseen", "cafe\u{301}", "a\0b", " AA"]
            return .text(TextValues(odd + (odd.count..<values.count).map { values[$0] }))
        case .timestamp(let values, let kind):
            let day: Int64 = 86_400_000_000
            let odd: [Int64?] = [nil, 0, -day, day * 11_016, day * -25_567, 253_402_214_400_000_000]
            let precise: [Int64?] = kind == .date ? [] : [-1, 1, .max, .min + 1, day - 1, -day - 1]
            return .timestamp(replaced(values, by: odd + precise, filler: 0), kind)
        case .boolean: return column
        }
    }
}
