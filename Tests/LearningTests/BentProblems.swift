import Evidence
import Foundation
import Scoring

@testable import Learning

/// `linear`, told what its columns are whatever the rows.
struct BentLinear: Candidate {
    let name = "linear"

    func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate {
        var input = input
        input.columns = input.training.design().namedColumns
        return try Linear().fit(input)
    }
}

extension DesignMatrix {
    /// `x0`, `x1` … for dense columns, `a=0`, `a=1` … for those of blocks.
    var namedColumns: [LinearColumn] {
        let dense = (0..<denseWidth).map { LinearColumn(name: "x\($0)", feature: $0, isNumber: true) }
        let levels = blockWidths.enumerated().flatMap { block, width in
            (0..<width).map { level in
                LinearColumn(
                    name: "\(["a", "b", "c"][block])=\(level)", feature: denseWidth + block, isNumber: false)
            }
        }
        return dense + levels
    }
}

extension Problem {
    /// Rows whose score is a function of their dense values and first level, with noise.
    static func following(
        _ task: LearningTask, rows: Int, dense: Int = 4, seed: UInt64, _ score: ([Double], Int) -> Double
    ) -> Problem {
        var random = Numbers(seed: seed)
        var (values, levels, labels): ([Double], [Int32], [Double]) = ([], [], [])
        for _ in 0..<rows {
            let row = (0..<dense).map { _ in random.normal() }
            let level = Int(random.unit() * 3)
            values += row
            levels.append(Int32(level))
            let own = score(row, level)
            switch task {
            case .regression: labels.append(10 + own + random.normal())
            case .binary: labels.append(random.unit() < 1 / (1 + Double.exp(-own)) ? 1 : 0)
            case .multiclass:
                let odds = [Double.exp(own), 1, Double.exp(-own)]
                var draw = random.unit() * odds.reduce(0, +)
                labels.append(
                    Double(
                        odds.firstIndex { odd in
                            draw -= odd
                            return draw < 0
                        } ?? 2))
            }
        }
        let names: [String] =
            switch task {
            case .regression: []
            case .binary: ["no", "yes"]
            case .multiclass: ["a", "b", "c"]
            }
        return Problem(
            design: DesignMatrix(rowCount: rows, denseWidth: dense, dense: values, blockWidths: [3], levels: levels),
            target: Target(task: task, classes: names, values: labels))
    }
}

extension Double {
    fileprivate static func exp(_ value: Double) -> Double { Foundation.exp(value) }
}
