import Columns

/// What a linear fit minimises.
///
///     J(β, b) = Σᵢ wᵢ ℓ(tᵢ, xᵢᵀβ + b) + ½ λ ‖β‖²
///
/// Loss is summed over the rows, not averaged, and the intercepts b are not penalised. In scikit-learn's terms
/// λ = 1/C for `LogisticRegression` (which minimises C Σ wᵢ ℓᵢ + ½ ‖β‖², the same up to the factor C) and
/// λ = alpha for `Ridge` (Σ wᵢ (tᵢ − sᵢ)² + alpha ‖β‖², twice J).
struct Objective: Sendable {
    let design: Design
    let loss: Loss
    /// The value (squared loss) or the class index of each row.
    let labels: [Double]
    /// `nil` where all rows weigh 1.
    let weights: [Double]?

    /// Coefficients with all that the next step needs to know about them; `value` and gradient without the penalty.
    struct Point: Sendable {
        /// Laid out as ``Design`` says.
        var coefficients: [Double]
        /// The means μ: row-major, `rows × outputs`.
        var means: [Double]
        var dataLoss: Double
        var dataGradient: [Double]
    }

    var outputs: Int { loss.outputs }
    /// Numbers in the coefficients.
    var dimension: Int { design.columns * outputs }
    /// Numbers in the coefficients that are penalised; they come first.
    var penalised: Int { dimension - outputs }

    /// Evaluates coefficients.
    func point(at coefficients: [Double]) throws(LearningError) -> Point {
        let scores = try design.scores(coefficients, outputs: outputs)
        let (loss, labels, weights, outputs) = (loss, labels, weights, outputs)
        let pieces = design.pieces(partial: 1)
        let parts = Parallel.map(count: pieces.count, threads: design.threads) { piece in
            let rows = pieces[piece]
            var means = Array(scores[(rows.lowerBound * outputs)..<(rows.upperBound * outputs)])
            var residuals = means
            var sum = 0.0
            means.withUnsafeMutableBufferPointer { means in
                residuals.withUnsafeMutableBufferPointer { residuals in
                    guard let means = means.baseAddress, let residuals = residuals.baseAddress else { return }
                    for row in rows {
                        let position = (row - rows.lowerBound) * outputs
                        let (label, weight) = (labels[row], weights?[row] ?? 1)
                        sum += weight * loss.replaceByMeans(means + position, label: label)
                        loss.residuals(of: means + position, label: label, weight: weight, into: residuals + position)
                    }
                }
            }
            return (means: means, residuals: residuals, loss: sum)
        }
        var means: [Double] = []
        var residuals: [Double] = []
        means.reserveCapacity(scores.count)
        residuals.reserveCapacity(scores.count)
        var sum = 0.0
        for part in parts {
            means.append(contentsOf: part.means)
            residuals.append(contentsOf: part.residuals)
            sum += part.loss
        }
        return Point(
            coefficients: coefficients, means: means, dataLoss: sum,
            dataGradient: try design.transposedProduct(residuals, outputs: outputs))
    }

    /// J at a point.
    func value(at point: Point, penalty: Double) -> Double {
        var squares = 0.0
        for index in 0..<penalised { squares += point.coefficients[index] * point.coefficients[index] }
        return point.dataLoss + 0.5 * penalty * squares
    }

    /// ∇J at a point.
    func gradient(at point: Point, penalty: Double) -> [Double] {
        var gradient = point.dataGradient
        for index in 0..<penalised { gradient[index] += penalty * point.coefficients[index] }
        return gradient
    }

    /// ∇²J at a point times a direction.
    func curvatureProduct(at point: Point, penalty: Double, _ direction: [Double]) throws(LearningError) -> [Double] {
        var scores = try design.scores(direction, outputs: outputs)
        scores.withUnsafeMutableBufferPointer { scores in
            point.means.withUnsafeBufferPointer { means in
                guard let scores = scores.baseAddress, let means = means.baseAddress else { return }
                for row in 0..<design.rows {
                    loss.applyCurvature(
                        means: means + row * outputs, weight: weights?[row] ?? 1, to: scores + row * outputs)
                }
            }
        }
        var product = try design.transposedProduct(scores, outputs: outputs)
        for index in 0..<penalised { product[index] += penalty * direction[index] }
        return product
    }

    /// The curvature of each row and output, without what couples the outputs: row-major, `rows × outputs`.
    func curvatures(at point: Point) -> [Double] {
        var result = point.means
        for row in 0..<design.rows {
            let weight = weights?[row] ?? 1
            for index in (row * outputs)..<((row + 1) * outputs) {
                result[index] = loss.curvature(mean: result[index], weight: weight)
            }
        }
        return result
    }
}
