import Evidence
import Learning
import Scoring

/// Rows and labels to fit and predict; the same on every machine.
struct Rows {
    let matrix: TreeMatrix
    let target: Target

    /// Numbers only, or numbers of which some are missing with two categories among them.
    init(_ task: LearningTask, rows: Int, mixed: Bool, seed: UInt64) {
        var state = seed
        func bits() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
        func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }
        func normal() -> Double { (0..<4).reduce(-2) { sum, _ in sum + unit() } * 1.73 }
        let width = 28
        var values: [Double] = []
        values.reserveCapacity(rows * width)
        var labels: [Double] = []
        for _ in 0..<rows {
            var row = (0..<width).map { _ in normal() }
            if mixed {
                for column in 20..<26 where unit() < 0.1 { row[column] = .nan }
                row[26] = (unit() * 15).rounded(.down)
                row[27] = unit() < 0.05 ? .nan : (unit() * unit() * 120).rounded(.down)
            }
            var score = row[0] - 0.6 * row[1] + row[2] * row[3] + (row[4] > 0.5 ? row[5] : -row[6]) + normal()
            if mixed {
                score += row[20].isNaN ? 1 : row[20] / 2
                score += row[26].truncatingRemainder(dividingBy: 4) == 1 ? 1 : 0
                score += row[27].truncatingRemainder(dividingBy: 7) == 3 ? 1 : 0
            }
            values += row
            switch task {
            case .binary: labels.append(score > 0 ? 1 : 0)
            case .multiclass: labels.append(score < -1 ? 0 : score < 1 ? 1 : 2)
            case .regression: labels.append(score)
            }
        }
        var columns = (0..<width).map { TreeColumn(name: "x\($0)") }
        if mixed {
            columns[26].levels = 15
            columns[27].levels = 120
        }
        matrix = TreeMatrix(rowCount: rows, columns: columns, values: values)
        let classes: [String] =
            switch task {
            case .binary: ["no", "yes"]
            case .multiclass: ["a", "b", "c"]
            case .regression: []
            }
        target = Target(task: task, classes: classes, values: labels)
    }

    /// A model of some rounds of 31 leaves, and LightGBM's text form of it.
    static func fitted(_ task: LearningTask, mixed: Bool, rounds: Int = 100) throws -> FittedCandidate {
        let training = Rows(task, rows: 100_000, mixed: mixed, seed: 1)
        let part = TrainingInput.Part(target: training.target) {
            DesignMatrix(rowCount: 0, denseWidth: 0, dense: [], blockWidths: [], levels: [])
        } trees: {
            TreeSource(training.matrix)
        }
        var none = part
        none.target = training.target.selecting([])
        none.trees = { TreeSource(TreeMatrix(rowCount: 0, columns: training.matrix.columns, values: [])) }
        return try BoostedTrees(maximumIterations: rounds).fit(
            TrainingInput(training: part, validation: none, work: .rounds(rounds), threads: 2))
    }
}
