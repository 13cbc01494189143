import Columns

/// Of slices that overlap, those that say something of their own.
///
/// A slice is left out where one of its predicates may be dropped: the rows that come in then lose as much. It is left
/// out, too, where what it has beyond slices of a higher score is no worse than all rows.
struct DistinctSlices {
    let rows: SliceRows
    /// The mean loss of all rows.
    let mean: Double
    let limit: Int
    let threads: Int

    /// Standard errors that a difference must have.
    private static let telling = 2.0

    /// The first of some candidates, which stand by score, that are distinct.
    func choose(_ candidates: [SliceCandidate]) -> [SliceCandidate] {
        let isSharp = Parallel.map(count: candidates.count, threads: threads) { needsEachPredicate(candidates[$0]) }
        var chosen: [SliceCandidate] = []
        var isTaken = [Bool](repeating: false, count: rows.count)
        for (place, candidate) in candidates.enumerated() where isSharp[place] {
            guard chosen.count < limit else { break }
            var (own, left) = ([Int](), Moments())
            rows.each(candidate) { row, missed, _ in
                guard missed == 0 else { return }
                own.append(row)
                if !isTaken[row] { left.add(rows.losses[row], rows.weights?[row] ?? 1) }
            }
            guard left.isAbove(Moments(exactly: mean), by: Self.telling) else { continue }
            for row in own { isTaken[row] = true }
            chosen.append(candidate)
        }
        return chosen
    }

    private func needsEachPredicate(_ candidate: SliceCandidate) -> Bool {
        guard candidate.columns.count > 1 else { return true }
        var inside = Moments()
        var beside = [Moments](repeating: Moments(), count: candidate.columns.count)
        rows.each(candidate) { row, missed, last in
            if missed == 0 {
                inside.add(rows.losses[row], rows.weights?[row] ?? 1)
            } else if missed == 1 {
                beside[last].add(rows.losses[row], rows.weights?[row] ?? 1)
            }
        }
        return beside.allSatisfy { $0.size == 0 || inside.isAbove($0, by: Self.telling) }
    }

    /// Number, mean and variance of some losses.
    private struct Moments {
        var size = 0.0
        private var sum = 0.0
        private var squares = 0.0
        private var weights = 0.0

        init() {}

        /// A mean that is known.
        init(exactly mean: Double) {
            size = .infinity
            sum = mean
        }

        @inline(__always)
        mutating func add(_ loss: Double, _ weight: Double) {
            size += weight
            weights += weight * weight
            sum += weight * loss
            squares += weight * loss * loss
        }

        private var mean: Double { size == .infinity ? sum : sum / size }

        /// The variance of the mean.
        private var variance: Double {
            guard size < .infinity, size > 0 else { return 0 }
            return max(0, squares / size - mean * mean) * weights / (size * size)
        }

        func isAbove(_ other: Moments, by errors: Double) -> Bool {
            guard size > 0 else { return false }
            return mean - other.mean > errors * (variance + other.variance).squareRoot()
        }
    }
}
