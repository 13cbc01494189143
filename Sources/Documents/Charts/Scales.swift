import Evidence
import Foundation

/// From values to positions in a chart, with the ticks that make them readable.
protocol ChartScale {
    /// Places with labels, in the order of their values.
    var ticks: [Tick] { get }

    /// Where a value stands, in the units of the chart.
    func position(_ value: Double) -> Double
}

/// A value with a label and a grid line.
struct Tick: Equatable {
    let position: Double
    let label: String
}

extension [Tick] {
    /// Every tick, or every second or third, so that labels stand side by side without touching where a chart is this
    /// wide; all of them have grid lines.
    var labelled: [Tick] {
        for step in 1..<Swift.max(2, count) {
            let kept = stride(from: 0, to: count, by: step).map { self[$0] }
            if zip(kept, kept.dropFirst()).allSatisfy({ $1.isClear(of: $0) }) { return kept }
        }
        return Array(prefix(1))
    }
}

extension Tick {
    /// Whether two labels that are centred on their ticks leave a gap.
    fileprivate func isClear(of other: Tick) -> Bool {
        (position - other.position).magnitude >= (LabelText.width(label) + LabelText.width(other.label)) / 2 + 4
    }
}

/// A straight scale whose ends are round ticks.
struct LinearScale: ChartScale {
    let lower: Double
    let upper: Double
    let values: [Double]
    private let from: Double
    private let to: Double
    private let decimals: Int

    /// A scale whose ends are ticks at or beyond the smallest and the largest finite value.
    ///
    /// - Parameters:
    ///   - values: to be shown; what is beyond any scale is left out, since the table beside the chart has it.
    ///   - from: the position of the lower end.
    ///   - to: the position of the upper end, which may be smaller.
    ///   - steps: about so many between the ends.
    init(over values: [Double], from: Double, to: Double, steps: Int = 4) {
        let finite = values.filter { $0.magnitude < 1e12 }
        var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        if !(high - low > 1e-9 * max(high.magnitude, low.magnitude)) { (low, high) = (low - 0.5, high + 0.5) }
        let step = Self.roundStep((high - low) / Double(steps))
        // A value on a tick, up to rounding, needs no further tick beyond it.
        let first = (low / step + 1e-9).rounded(.down)
        let last = (high / step - 1e-9).rounded(.up)
        let count = max(1, min(12, Int(last - first)))
        self.values = (0...count).map { (first + Double($0)) * step }
        lower = first * step
        upper = (first + Double(count)) * step
        decimals = Self.decimals(of: step)
        self.from = from
        self.to = to
    }

    var ticks: [Tick] {
        values.map { Tick(position: position($0), label: NumberText.fixed($0, decimals: decimals)) }
    }

    func position(_ value: Double) -> Double { from + (to - from) * (value - lower) / (upper - lower) }

    /// How many decimals a step of 1, 2 or 5 times a power of ten has.
    private static func decimals(of step: Double) -> Int {
        var (decimals, power) = (0, 1.0)
        while power > step * (1 + 1e-9), decimals < 9 { (decimals, power) = (decimals + 1, power / 10) }
        return decimals
    }

    /// 1, 2 or 5 times a power of ten, at least `rough`.
    private static func roundStep(_ rough: Double) -> Double {
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        for factor in [1.0, 2, 5, 10] where factor * power >= rough * (1 - 1e-12) { return factor * power }
        return 10 * power
    }
}

/// A scale of ratios whose ends are powers of ten; for positive values only.
struct LogScale: ChartScale {
    /// The exponents of the ends.
    let lower: Int
    let upper: Int
    private let from: Double
    private let to: Double

    /// A scale that covers the positive values; what is not positive stands at its lower end.
    init(over values: [Double], from: Double, to: Double) {
        let known = values.filter { $0 > 1e-12 && $0 < 1e12 }
        let low = Int(log10(known.min() ?? 1).rounded(.down))
        let high = Int(log10(known.max() ?? 10).rounded(.up))
        lower = low
        upper = max(low + 1, high)
        self.from = from
        self.to = to
    }

    /// Powers of ten, at most nine; between two of them also 2 and 5 where there is no other.
    var ticks: [Tick] {
        let stride = (upper - lower + 7) / 8
        var values = Swift.stride(from: lower, through: upper, by: stride).map { pow(10, Double($0)) }
        if upper - lower == 1 { values.insert(contentsOf: [2 * values[0], 5 * values[0]], at: 1) }
        return values.map { Tick(position: position($0), label: NumberText.setting($0)) }
    }

    func position(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return from }
        let share = (log10(value) - Double(lower)) / Double(upper - lower)
        return from + (to - from) * min(1, max(0, share))
    }
}

/// Places of equal width, one for each of some names.
struct BandScale {
    let count: Int
    let from: Double
    let to: Double

    /// The width of a place.
    var width: Double { count == 0 ? 0 : (to - from) / Double(count) }

    /// Where a place begins.
    func start(_ index: Int) -> Double { from + width * Double(index) }

    /// The middle of a place.
    func centre(_ index: Int) -> Double { from + width * (Double(index) + 0.5) }
}
