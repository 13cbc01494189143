import Columns
import Evidence
import Scoring

/// Fits numbers: median, and mean and standard deviation after imputation.
enum NumberFit {
    static func fit<Element>(
        _ name: String, _ values: Values<Element>, rows: [Int], _ number: (Element) -> Double
    ) -> ColumnFit {
        var numbers: [Double] = []
        numbers.reserveCapacity(rows.count)
        var nonFinite = 0
        values.values.withUnsafeBufferPointer { elements in
            for row in rows {
                guard values.validity[row] else {
                    numbers.append(.nan)
                    continue
                }
                let value = number(elements[row])
                if !value.isFinite { nonFinite += 1 }
                numbers.append(value.isFinite ? value : .nan)
            }
        }
        let findings = nonFinite > 0 ? [nonFiniteFinding(name, count: nonFinite)] : []
        guard let statistics = NumberStatistics(numbers) else { return .empty(name, findings: findings) }
        guard statistics.treatment.width > 0 else { return .constant(name, findings: findings) }
        return ColumnFit(
            feature: Feature(name: name, source: name, kind: .number, treatment: .number(statistics.treatment)),
            findings: findings)
    }

    private static func nonFiniteFinding(_ name: String, count: Int) -> Finding {
        Finding(
            .warning, .nonFiniteValues, "'\(name)' holds NaN or infinities, which are taken as missing",
            advice: "Make them null, or a number with a meaning, in the dataset's SQL", column: name, count: count)
    }
}

/// What is fitted for a number, and the range it had.
struct NumberStatistics {
    let treatment: NumberTreatment
    let minimum: Double
    let maximum: Double

    /// Fits numbers with NaN where there is none; `nil` where there is no number at all.
    init?(_ numbers: [Double]) {
        let present = numbers.filter { !$0.isNaN }
        guard let median = Statistics.median(of: present), let minimum = present.min(), let maximum = present.max()
        else { return nil }
        let imputed = numbers.map { $0.isNaN ? median : $0 }
        let (mean, deviation) = Statistics.moments(of: imputed)
        // One value has no scale; the rounding of its mean must not make one up.
        let scale = minimum < maximum && deviation.isNormal ? deviation : 0
        treatment = NumberTreatment(
            median: median, mean: mean, scale: scale, missingIndicator: present.count < numbers.count)
        self.minimum = minimum + 0
        self.maximum = maximum + 0
    }
}
