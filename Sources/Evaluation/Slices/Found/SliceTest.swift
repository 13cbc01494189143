import Foundation

/// Whether the rows of a slice lose more than the other rows, on rows that did not find it.
///
/// The difference of two means, its variance from the influence of whole units (rows, days, groups), against Student's t
/// with as many degrees of freedom as the slice has units, less one. Losses lean to the right, where such a test says
/// rather too little than too much.
struct SliceTest: Sendable {
    /// Rows of the slice, in number and by weight, and their loss.
    let rows: Int
    let size: Double
    let loss: Double
    let difference: Double
    /// The 95 % interval of the difference.
    let lower: Double
    let upper: Double
    /// The chance of such a difference or a larger one where there is none.
    let pValue: Double

    /// Tests a slice; `nil` where it has fewer than two units, or all rows.
    init?(_ slice: SliceCandidate, on rows: SliceRows) {
        var isIn = [Bool](repeating: false, count: rows.count)
        rows.each(slice) { row, missed, _ in isIn[row] = missed == 0 }
        self.init(isIn, on: rows)
    }

    /// Tests the rows that are marked; `nil` where they have fewer than two units, or are all.
    init?(_ isIn: [Bool], on rows: SliceRows) {
        var (inside, outside) = ((size: 0.0, loss: CompensatedSum()), (size: 0.0, loss: CompensatedSum()))
        var count = 0
        for row in isIn.indices {
            let weight = rows.weights?[row] ?? 1
            if isIn[row] {
                count += 1
                inside.size += weight
                inside.loss.add(weight * rows.losses[row])
            } else {
                outside.size += weight
                outside.loss.add(weight * rows.losses[row])
            }
        }
        guard inside.size > 0, outside.size > 0 else { return nil }
        let means = (inside.loss.value / inside.size, outside.loss.value / outside.size)
        let unitCount = rows.units.map { Int($0.max() ?? -1) + 1 } ?? rows.count
        var influence = [Double](repeating: 0, count: unitCount)
        var isPresent = [Bool](repeating: false, count: unitCount)
        var all = [Bool](repeating: false, count: unitCount)
        for row in isIn.indices {
            let unit = rows.units.map { Int($0[row]) } ?? row
            let weight = rows.weights?[row] ?? 1
            all[unit] = true
            if isIn[row] {
                isPresent[unit] = true
                influence[unit] += weight * (rows.losses[row] - means.0) / inside.size
            } else {
                influence[unit] -= weight * (rows.losses[row] - means.1) / outside.size
            }
        }
        let (units, own) = (all.count { $0 }, isPresent.count { $0 })
        guard own > 1 else { return nil }
        let squares = CompensatedSum.of(influence.lazy.map { $0 * $0 })
        // The slice's own units are what its mean rests on.
        let error = (squares * Double(own) / Double(own - 1)).squareRoot()
        let width = StudentT.central(0.95, degrees: min(own, units) - 1) * error
        self.rows = count
        size = inside.size
        loss = inside.loss.value
        difference = means.0 - means.1
        (lower, upper) = (difference - width, difference + width)
        pValue =
            error > 0
            ? StudentT.upperTail(difference / error, degrees: own - 1) : difference > 0 ? 0 : 1
    }
}

/// The share of false discoveries, kept below a bound (Benjamini and Hochberg, 1995).
enum FalseDiscoveries {
    /// The smallest share at which each of some tests would still count; in their order.
    static func adjusted(_ pValues: [Double]) -> [Double] {
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var adjusted = pValues
        var least = 1.0
        for (rank, place) in order.enumerated().reversed() {
            least = min(least, pValues[place] * Double(pValues.count) / Double(rank + 1))
            adjusted[place] = least
        }
        return adjusted
    }
}
