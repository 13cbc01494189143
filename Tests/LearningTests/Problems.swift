import Evidence
import Scoring

@testable import Learning

/// Numbers that are the same on every machine (SplitMix64).
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// In [0, 1).
    mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// About normal, mean 0, variance 1.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}

/// Rows to learn from, written for tests.
struct Problem: Sendable {
    var design: DesignMatrix
    var target: Target

    /// Rows whose label follows from the features, with noise; the same seed gives the same relation.
    static func made(
        _ task: LearningTask, rows: Int, dense: Int = 4, blocks: [Int] = [3, 5], weighted: Bool = false,
        seed: UInt64 = 1
    ) -> Problem {
        var relation = Numbers(seed: 1000)
        let classes = task == .multiclass ? 3 : 1
        let weights = (0..<classes).map { _ in (0..<dense).map { _ in relation.normal() } }
        let levelWeights = (0..<classes).map { _ in blocks.map { (0..<$0).map { _ in relation.normal() } } }
        var random = Numbers(seed: seed)
        var values: [Double] = []
        var levels: [Int32] = []
        var labels: [Double] = []
        for _ in 0..<rows {
            let row = (0..<dense).map { _ in random.normal() }
            let active = blocks.map { Int(random.unit() * Double($0)) }
            values += row
            levels += active.map(Int32.init)
            let scores = (0..<classes).map { output in
                zip(weights[output], row).reduce(0) { $0 + $1.0 * $1.1 }
                    + zip(levelWeights[output], active).reduce(0) { $0 + $1.0[$1.1] } + random.normal()
            }
            switch task {
            case .regression: labels.append(10 + 3 * scores[0])
            case .binary: labels.append(scores[0] > 0 ? 1 : 0)
            case .multiclass: labels.append(Double(scores.indices.max { scores[$0] < scores[$1] } ?? 0))
            }
        }
        let names: [String] =
            switch task {
            case .regression: []
            case .binary: ["no", "yes"]
            case .multiclass: ["a", "b", "c"]
            }
        return Problem(
            design: DesignMatrix(
                rowCount: rows, denseWidth: dense, dense: values, blockWidths: blocks, levels: levels),
            target: Target(
                task: task, classes: names, values: labels,
                weights: weighted ? (0..<rows).map { _ in 0.5 + random.unit() } : nil))
    }

    /// Some rows, in their order.
    func selecting(_ rows: [Int]) -> Problem {
        let (width, blocks) = (design.denseWidth, design.blockWidths.count)
        return Problem(
            design: DesignMatrix(
                rowCount: rows.count, denseWidth: width,
                dense: rows.flatMap { design.dense[($0 * width)..<(($0 + 1) * width)] },
                blockWidths: design.blockWidths,
                levels: rows.flatMap { design.levels[($0 * blocks)..<(($0 + 1) * blocks)] }),
            target: target.selecting(rows))
    }

    /// The same rows with other dense values; `change` gets the column and the value.
    func mappingDense(_ change: (Int, Double) -> Double) -> Problem {
        var result = self
        result.design = DesignMatrix(
            rowCount: design.rowCount, denseWidth: design.denseWidth,
            dense: design.dense.enumerated().map { change($0 % design.denseWidth, $1) },
            blockWidths: design.blockWidths, levels: design.levels)
        return result
    }

    /// The same rows with other labels.
    func mappingLabels(_ change: (Double) -> Double) -> Problem {
        var result = self
        result.target = Target(
            task: target.task, classes: target.classes, values: target.values.map(change), weights: target.weights)
        return result
    }

    var part: TrainingInput.Part { TrainingInput.Part(design, target) }

    /// The same rows as trees see them: dense columns as numbers, blocks as categories.
    static func trees(_ design: DesignMatrix) -> TreeMatrix {
        let (width, blocks) = (design.denseWidth, design.blockWidths.count)
        var columns: [TreeColumn] = (0..<width).map { TreeColumn(name: "x\($0)") }
        for (block, levels) in design.blockWidths.enumerated() {
            columns.append(TreeColumn(name: "c\(block)", levels: levels))
        }
        var values: [Double] = []
        for row in 0..<design.rowCount {
            for value in design.dense[row * width..<(row + 1) * width] { values.append(TreeMatrix.flushed(value)) }
            for level in design.levels[row * blocks..<(row + 1) * blocks] { values.append(Double(level)) }
        }
        return TreeMatrix(rowCount: design.rowCount, columns: columns, values: values)
    }
}

extension TrainingInput {
    init(_ training: Problem, _ validation: Problem, threads: Int = 1) {
        self.init(training: training.part, validation: validation.part, threads: threads)
    }
}

extension TrainingInput.Part {
    init(_ design: DesignMatrix, _ target: Target) {
        self.init(target: target) {
            design
        } trees: {
            TreeSource(Problem.trees(design))
        }
    }
}

extension Model {
    /// The canonical bytes that a run would keep.
    func bytes() throws -> [UInt8] {
        Array(try CanonicalJSON.encode(self))
    }

    /// Predictions of each row: row-major, one number a row or one a class.
    func predictions(of design: DesignMatrix, task: LearningTask) -> [Double] {
        if case .trees = self { return predict(Problem.trees(design), task: task).values }
        return predict(design, task: task).values
    }
}
