import Foundation
import Scoring

/// Rao's score test of columns that a fitted model could have besides.
///
/// With residuals r, curvatures c and the columns Z that the new ones Q are to be told from, the statistic is uᵀ V⁻¹ u
/// with u = Qᵀr − Qᵀ C Z (Zᵀ C Z)⁻¹ Zᵀr and V the part of Qᵀ C Q that Z does not explain. Outputs are added up.
struct ScoreTest: Sendable {
    /// By output and row.
    private let residuals: [[Double]]
    private let curvatures: [[Double]]

    /// Takes a fitted model with the target of its rows.
    init(_ path: LinearPath, _ target: Target, threads: Int) {
        let objective = path.problem.objective
        let (loss, labels) = (objective.loss, objective.labels)
        let outputs = loss.outputs
        var means = path.fittedScores(threads: threads)
        let rows = labels.count
        // Weights say how rows count beside each other, and not how many there are.
        let total = target.weights?.reduce(0, +) ?? Double(rows)
        let counted = Double(target.weights?.count { $0 > 0 } ?? rows)
        let scale = total > 0 ? counted / total : 1
        var residuals = [[Double]](repeating: [Double](repeating: 0, count: rows), count: outputs)
        var curvatures = residuals
        means.withUnsafeMutableBufferPointer { means in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs) { own in
                guard let means = means.baseAddress, let own = own.baseAddress else { return }
                for row in 0..<rows {
                    let weight = (target.weights?[row] ?? 1) * scale
                    _ = loss.replaceByMeans(means + row * outputs, label: labels[row])
                    loss.residuals(of: means + row * outputs, label: labels[row], weight: weight, into: own)
                    for output in 0..<outputs {
                        residuals[output][row] = -own[output]
                        curvatures[output][row] = loss.curvature(mean: means[row * outputs + output], weight: weight)
                    }
                }
            }
        }
        if case .squared = loss {
            // The spread of the residuals is estimated.
            let spread = zip(residuals[0], curvatures[0]).reduce(0) { $0 + ($1.1 > 0 ? $1.0 * $1.0 / $1.1 : 0) }
            let factor = spread > 0 ? (counted / spread).squareRoot() : 0
            residuals[0] = residuals[0].map { $0 * factor }
        }
        self.residuals = residuals
        self.curvatures = curvatures
    }

    /// By how much the statistic lies above what the best of so many would reach by chance in one of twenty.
    ///
    /// The first columns are controls, and so is a constant.
    func excess(_ columns: [[Double]], controls: Int, tried: Int) -> Double {
        let statistic = statistic(columns, controls: controls)
        let freedom = Double((columns.count - controls) * residuals.count)
        return statistic.isFinite ? statistic - Self.quantile(freedom) - 2 * log(Double(max(tried, 1))) : 0
    }

    /// The statistic of the columns behind the controls.
    func statistic(_ columns: [[Double]], controls: Int) -> Double {
        let all = [[Double](repeating: 1, count: columns.first?.count ?? 0)] + columns
        return zip(residuals, curvatures).reduce(0) {
            $0 + Self.statistic(all, controls: controls + 1, $1.0, $1.1)
        }
    }

    /// The sum of squares that the factor of the bordered matrix leaves for the columns behind the controls.
    private static func statistic(
        _ columns: [[Double]], controls: Int, _ residuals: [Double], _ curvatures: [Double]
    ) -> Double {
        var factor: [[Double]] = []
        var solved: [Double] = []
        var statistic = 0.0
        for (place, column) in columns.enumerated() {
            let weighted = zip(column, curvatures).map { $0 * $1 }
            var row: [Double] = []
            for earlier in 0..<place {
                let product = inner(weighted, columns[earlier])
                let rest = product - zip(row, factor[earlier]).reduce(0) { $0 + $1.0 * $1.1 }
                row.append(factor[earlier][earlier] > 0 ? rest / factor[earlier][earlier] : 0)
            }
            let square = inner(weighted, column)
            let pivot = square - row.reduce(0) { $0 + $1 * $1 }
            // What the columns before it explain adds nothing.
            let isNew = pivot > 1e-9 * square && pivot > 0
            row.append(isNew ? pivot.squareRoot() : 0)
            let rest = inner(residuals, column) - zip(row, solved).reduce(0) { $0 + $1.0 * $1.1 }
            solved.append(isNew ? rest / row[place] : 0)
            factor.append(row)
            if place >= controls { statistic += solved[place] * solved[place] }
        }
        return statistic
    }

    /// The 95 % point of χ² (Wilson and Hilferty).
    private static func quantile(_ freedom: Double) -> Double {
        let spread = 2 / (9 * freedom)
        let root = 1 - spread + 1.644853626951 * spread.squareRoot()
        return freedom * root * root * root
    }
}

extension LinearPath {
    /// Raw scores of the training rows in the solver's units.
    fileprivate func fittedScores(threads: Int) -> [Double] {
        let scores = model.rawScores(of: matrix, threads: threads)
        guard model.weights.count > problem.objective.outputs else { return scores }
        // Outputs of classes that the solver does not fit are left out.
        let width = model.weights.count
        return stride(from: 0, to: scores.count, by: width).flatMap { row in
            problem.fitted.map { scores[row + $0] }
        }
    }
}
