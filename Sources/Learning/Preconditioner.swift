/// An approximation M of the curvature ∇²J that is easy to invert.
struct Preconditioner: Sendable {
    /// How M is held.
    private enum Form: Sendable {
        /// One factored block an output; what couples outputs is left out.
        case blocks([Cholesky])
        /// The diagonal, laid out as coefficients.
        case diagonal([Double])
    }

    private let form: Form
    private let outputs: Int

    /// Whether M is ∇²J itself at the point where the blocks were taken.
    var isExact: Bool {
        if case .blocks = form { return outputs == 1 }
        return false
    }

    /// Factors the blocks with the penalty added to all but the intercept; falls back to the diagonal.
    init(_ curvature: Curvature, penalty: Double, outputs: Int) {
        self.outputs = outputs
        switch curvature {
        case .blocks(let blocks):
            let factors = blocks.compactMap { block in
                var matrix = block
                for index in 0..<(matrix.order - 1) { matrix[index, index] += penalty }
                return Cholesky(matrix)
            }
            form =
                factors.count == blocks.count
                ? .blocks(factors)
                : .diagonal(Self.penalised(curvature.diagonal, penalty: penalty, outputs: outputs))
        case .diagonal(let diagonal):
            form = .diagonal(Self.penalised(diagonal, penalty: penalty, outputs: outputs))
        }
    }

    /// M⁻¹ g.
    ///
    /// With several outputs the result sums to 0 over them, as the gradient does: equal changes of all outputs
    /// change no probability, and this keeps every step clear of them.
    func solve(_ gradient: [Double]) -> [Double] {
        var result = gradient
        switch form {
        case .diagonal(let diagonal):
            for index in result.indices { result[index] /= diagonal[index] }
        case .blocks(let factors) where outputs == 1:
            return factors.first?.solve(gradient) ?? gradient
        case .blocks(let factors):
            for (output, factor) in factors.enumerated() {
                let part = factor.solve(stride(from: output, to: gradient.count, by: outputs).map { gradient[$0] })
                for (column, value) in part.enumerated() { result[column * outputs + output] = value }
            }
        }
        guard outputs > 1 else { return result }
        for start in stride(from: 0, to: result.count, by: outputs) {
            let mean = result[start..<(start + outputs)].reduce(0, +) / Double(outputs)
            for index in start..<(start + outputs) { result[index] -= mean }
        }
        return result
    }

    /// √(gᵀ M⁻¹ g): with M = ∇²J this is Newton's decrement, half of whose square is what J has left to fall.
    func norm(_ gradient: [Double]) -> Double {
        max(inner(gradient, solve(gradient)), 0).squareRoot()
    }

    /// The diagonal with the penalty; intercepts keep a little where the loss is flat.
    private static func penalised(_ diagonal: [Double], penalty: Double, outputs: Int) -> [Double] {
        var result = diagonal
        for index in 0..<(result.count - outputs) { result[index] += penalty }
        for index in (result.count - outputs)..<result.count { result[index] = max(result[index], 1e-8) }
        return result
    }
}

/// The curvature of the loss, without the penalty, as far as it is written out.
enum Curvature: Sendable {
    /// X̃ᵀ diag(c) X̃ for each output.
    case blocks([SymmetricMatrix])
    /// Only the diagonal, laid out as coefficients, where the blocks would be too large.
    case diagonal([Double])

    /// Columns up to which blocks are written out and factored.
    static let columnLimit = 1200
    /// Numbers in all blocks together.
    private static let elementLimit = 1 << 26

    /// Takes the curvature at a point.
    static func at(
        _ point: Objective.Point, of objective: Objective, columnLimit: Int
    ) throws(LearningError) -> Curvature {
        let curvatures = objective.curvatures(at: point)
        let (design, outputs) = (objective.design, objective.outputs)
        guard design.columns <= columnLimit, design.columns * design.columns * outputs <= elementLimit else {
            return .diagonal(try design.weightedSquares(curvatures, outputs: outputs))
        }
        var blocks: [SymmetricMatrix] = []
        for output in 0..<outputs {
            blocks.append(try design.gram(curvatures, output: output, outputs: outputs))
        }
        return .blocks(blocks)
    }

    /// The diagonal, laid out as coefficients.
    var diagonal: [Double] {
        switch self {
        case .diagonal(let diagonal): return diagonal
        case .blocks(let blocks):
            guard let order = blocks.first?.order else { return [] }
            return (0..<order).flatMap { column in blocks.map { $0[column, column] } }
        }
    }
}
