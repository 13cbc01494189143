/// Solves A x = b for a symmetric positive definite A that is known only by its products (Hestenes and Stiefel).
///
/// - Parameters:
///   - b: The right-hand side.
///   - tolerance: Ends where ‖b − A x‖ in the norm of M⁻¹ has fallen by this factor.
///   - limit: Steps after which the best so far is returned.
///   - precondition: Multiplies by M⁻¹, where M is like A and easy to invert.
///   - multiply: Multiplies by A.
/// - Throws: What `multiply` throws.
/// - Returns: x, and the steps taken. A direction without curvature ends the search early.
func conjugateGradient(
    _ b: [Double], tolerance: Double, limit: Int, precondition: ([Double]) -> [Double],
    multiply: ([Double]) throws(LearningError) -> [Double]
) throws(LearningError) -> (x: [Double], steps: Int) {
    var x = [Double](repeating: 0, count: b.count)
    var residual = b
    var natural = precondition(residual)
    var direction = natural
    var norm = inner(residual, natural)
    let goal = norm * tolerance * tolerance
    for step in 0..<limit {
        guard norm > goal, norm > 0 else { return (x, step) }
        let product = try multiply(direction)
        let curvature = inner(direction, product)
        guard curvature > 0 else { return (step == 0 ? direction : x, step) }
        let length = norm / curvature
        for index in x.indices {
            x[index] += length * direction[index]
            residual[index] -= length * product[index]
        }
        natural = precondition(residual)
        let next = inner(residual, natural)
        let ratio = next / norm
        norm = next
        for index in direction.indices { direction[index] = natural[index] + ratio * direction[index] }
    }
    return (x, limit)
}
