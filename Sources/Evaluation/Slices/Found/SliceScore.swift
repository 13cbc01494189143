/// How much a slice matters: SliceLine's score of the size of its loss and of the number of its rows.
///
/// `alpha · (mean loss / overall mean loss − 1) − (1 − alpha) · (all rows / rows − 1)` (Sagadeeva and Boehm, 2021).
/// Above 0, what its loss has beyond the mean outweighs how few its rows are.
struct SliceScore: Sendable {
    let alpha: Double
    /// All rows; the sum of their weights where they weigh differently.
    let rows: Double
    /// The mean loss of all rows, above 0.
    let mean: Double
    /// The rows that a slice has at least.
    let minimum: Double

    /// The score of so many rows with such a loss.
    @inline(__always)
    func callAsFunction(size: Double, loss: Double) -> Double {
        guard size > 0 else { return -.infinity }
        return alpha * (loss / size / mean - 1) - (1 - alpha) * (rows / size - 1)
    }

    /// A score that no part of such rows exceeds, if it has ``minimum`` rows.
    ///
    /// Of a part with `s` rows the loss is at most `min(s · worst, loss)`. The score of that rises or falls between the
    /// least `s`, the `s` at which both are equal, and all rows, so that the largest of the three bounds it.
    ///
    /// - Parameters:
    ///   - size: rows.
    ///   - loss: their loss in sum.
    ///   - worst: the largest loss of one of them.
    /// - Returns: the bound.
    @inline(__always)
    func bound(size: Double, loss: Double, worst: Double) -> Double {
        guard size >= minimum, worst > 0 else { return -.infinity }
        let middle = min(size, max(loss / worst, minimum))
        return max(
            reached(minimum, loss, worst), max(reached(middle, loss, worst), reached(size, loss, worst)))
    }

    @inline(__always)
    private func reached(_ size: Double, _ loss: Double, _ worst: Double) -> Double {
        self(size: size, loss: min(size * worst, loss))
    }
}
