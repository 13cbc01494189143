import Columns
import Evidence
import Scoring
import TestSupport

/// Models of every kind over plans of every kind, drawn by a seed.
struct RandomModel {
    private var generator: SeededGenerator
    private let task: LearningTask

    /// The model of a seed: of each task every third, every sixth a prior, the others half and half linear and trees.
    static func document(seed: Int) -> ModelDocument {
        var model = RandomModel(generator: SeededGenerator(seed: UInt64(seed)), task: LearningTask.allCases[seed % 3])
        return model.document(seed)
    }

    private mutating func document(_ seed: Int) -> ModelDocument {
        let plan = FeaturePlan(features: (0..<int(1...9)).map { feature($0) })
        let classes = task == .binary ? ["no", "it's yes"] : task == .multiclass ? ["a", "b\\", "c\"c", "d"] : []
        var model: Model =
            switch seed / 3 % 6 {
            case 0:
                .prior(
                    PriorModel(values: task == .regression ? [1.25] : [0.25, 0.75, 0, 0].dropLast(4 - classes.count)))
            case 1, 2, 3:
                .linear(
                    RandomTerms.added(
                        to: linear(plan, outputs: task == .multiclass ? classes.count : 1), of: plan,
                        using: &generator))
            default: .trees(trees(plan, outputs: task == .multiclass ? classes.count : 1))
            }
        model.recalibration = RandomRecalibration.of(seed: seed, task: task)
        return ModelDocument(
            task: task, classes: classes, key: [], excluded: [:], threshold: task == .binary ? 0.5 : nil, plan: plan,
            model: model, seen: [:])
    }

    private mutating func feature(_ index: Int) -> Feature {
        let kind = FeatureKind.allCases[int(0...FeatureKind.allCases.count - 1)]
        let name = index.isMultiple(of: 2) ? "input_\(index)" : "a \"name\" of \(index)"
        return Feature(name: "f\(index)", source: name, kind: kind, treatment: treatment(kind))
    }

    private mutating func treatment(_ kind: FeatureKind) -> Treatment {
        switch kind {
        case .number: return .number(number())
        case .category:
            let words = ["", "AA", "B6", "café", "cafe\u{301}", "it's", "back\\slash", "two\nlines", "日本"]
            let levels = words.filter { _ in chance(0.6) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return .category(CategoryTreatment(levels: levels, minimumCount: 1))
        case .boolean: return .boolean(BooleanTreatment(fill: chance(0.5), varies: true, missingIndicator: chance(0.5)))
        case .date, .timestamp, .instant:
            let parts = CalendarPart.allCases.filter { _ in chance(0.4) }
            let cycles = parts.map { CalendarTreatment.Cycle(part: $0, harmonics: $0.usualHarmonics) }
            let elapsed = chance(0.4) ? ElapsedTreatment(since: "since \(kind.rawValue)", number: number()) : nil
            return .calendar(
                CalendarTreatment(parts: cycles, missingIndicator: cycles.isEmpty || chance(0.5), elapsed: elapsed))
        }
    }

    private mutating func number() -> NumberTreatment {
        NumberTreatment(
            median: double(-5...5), mean: double(-5...5), scale: [0.001, 1, 1_000][int(0...2)] * double(0.5...2),
            missingIndicator: chance(0.5))
    }

    private mutating func linear(_ plan: FeaturePlan, outputs: Int) -> LinearModel {
        LinearModel(
            link: link,
            weights: (0..<outputs).map { _ in (0..<plan.width).map { _ in chance(0.1) ? 0 : double(-2...2) } },
            intercepts: (0..<outputs).map { _ in double(-1...1) })
    }

    private mutating func trees(_ plan: FeaturePlan, outputs: Int) -> TreeModel {
        var trees = FlatTrees()
        let columns = plan.treeColumns
        let count = outputs * int(1...(chance(0.2) ? 70 : 12))
        for _ in 0..<count {
            let deep = chance(0.02)
            trees.roots.append(grow(&trees, columns, leaves: deep ? 400 : int(1...20), leaning: deep))
        }
        return TreeModel(link: link, outputs: outputs, trees: trees)
    }

    /// Grows a tree of so many leaves; one that leans is as deep as it has leaves.
    private mutating func grow(_ trees: inout FlatTrees, _ columns: [TreeColumn], leaves: Int, leaning: Bool) -> Int32 {
        guard leaves > 1 else {
            trees.leafValues.append(double(-1...1))
            return ~Int32(trees.leafValues.count - 1)
        }
        let place = trees.nodes.count
        trees.nodes.append(node(&trees, columns))
        let left = leaning ? (place.isMultiple(of: 2) ? 1 : leaves - 1) : int(1...leaves - 1)
        trees.nodes[place].left = grow(&trees, columns, leaves: left, leaning: leaning)
        trees.nodes[place].right = grow(&trees, columns, leaves: leaves - left, leaning: leaning)
        return Int32(place)
    }

    private mutating func node(_ trees: inout FlatTrees, _ columns: [TreeColumn]) -> FlatTrees.Node {
        let column = int(0...columns.count - 1)
        var decision: FlatTrees.Decision = chance(0.5) ? .missingLeft : []
        guard let levels = columns[column].levels else {
            decision.formUnion([[], .nanIsMissing, .zeroIsMissing][int(0...2)])
            let thresholds = [double(-3...3), double(-3...3), 0, 1e-35, Double(int(0...24)), double(-1e9...1e9)]
            return FlatTrees.Node(
                threshold: thresholds[int(0...thresholds.count - 1)], feature: Int32(column), left: 0, right: 0,
                decision: decision)
        }
        decision.formUnion([.category, .nanIsMissing])
        // Now and then more bits than there are levels.
        let words = (levels + 31) / 32 + (chance(0.2) ? 1 : 0)
        trees.setWords += (0..<words).map { _ in UInt32.random(in: 0...UInt32.max, using: &generator) }
        trees.setOffsets.append(Int32(trees.setWords.count))
        return FlatTrees.Node(
            threshold: Double(trees.setCount - 1), feature: Int32(column), left: 0, right: 0, decision: decision)
    }

    private var link: Link { task == .binary ? .logistic : task == .multiclass ? .softmax : .identity }
    private mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func double(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }
}
