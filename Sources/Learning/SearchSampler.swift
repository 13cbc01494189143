import Evidence
import Foundation

/// Says which settings a search tries, by its seed and by what came of those before.
///
/// The first ones spread evenly over the space (a Halton sequence, shifted by the seed). Later ones lie where good ones
/// are dense and others are not (Bergstra et al., *Algorithms for Hyper-Parameter Optimization*). Points are in the
/// unit cube, an axis for each setting that is free; there is no wall clock and no thread in it.
struct SearchSampler {
    /// The lowest and the highest value of each setting, in the order of the settings' names.
    let space: [(parameter: TreeParameter, range: ClosedRange<Double>)]
    private let shifts: [Double]
    private var bits: RandomBits

    /// Draws among which the likeliest to be good is taken.
    private static let draws = 24
    /// How far a draw may lie from the good point that it starts from.
    private static let width = 0.2
    /// A base of the Halton sequence for each axis.
    private static let bases = [2, 3, 5, 7, 11, 13, 17]

    init(_ space: [TreeParameter: ClosedRange<Double>], seed: Int64) {
        self.space = space.sorted { $0.key < $1.key }.map { (parameter: $0.key, range: $0.value) }
        var bits = RandomBits(seed: seed)
        shifts = space.map { _ in bits.unit() }
        self.bits = bits
    }

    /// A point of the even spread, from 1.
    func even(_ number: Int) -> [Double] {
        zip(shifts, Self.bases).map { shift, base in
            let place = Self.radicalInverse(number, base: base) + shift
            return place < 1 ? place : place - 1
        }
    }

    /// A point where good ones are dense and the rest is not; both are points that were tried.
    mutating func promising(good: [[Double]], rest: [[Double]]) -> [Double] {
        var best: (point: [Double], ratio: Double)?
        for _ in 0..<Self.draws {
            var (point, ratio) = ([Double](), 1.0)
            for axis in space.indices {
                let start = good[Int(bits.unit() * Double(good.count))][axis]
                let place = Self.reflected(start + Self.width * (2 * middleOfThree() - 1))
                point.append(place)
                ratio *= Self.density(of: good, at: place, axis) / Self.density(of: rest, at: place, axis)
            }
            if best.map({ ratio > $0.ratio }) ?? true { best = (point, ratio) }
        }
        return best?.point ?? even(1)
    }

    /// A point anywhere.
    mutating func anywhere() -> [Double] { space.map { _ in bits.unit() } }

    /// The point in which settings lie.
    func point(of settings: TreeSettings) -> [Double] {
        space.map { parameter, range in Scale(parameter, range).place(of: settings[parameter]) }
    }

    /// Settings brought within the space.
    func clamped(_ settings: TreeSettings) -> TreeSettings {
        var clamped = settings
        for (parameter, range) in space {
            clamped[parameter] = min(max(settings[parameter], range.lowerBound), range.upperBound)
        }
        return clamped
    }

    /// The settings of a point.
    func settings(at point: [Double], like standard: TreeSettings) -> TreeSettings {
        var settings = standard
        for (place, axis) in zip(point, space) {
            settings[axis.parameter] = Scale(axis.parameter, axis.range).value(at: place)
        }
        return settings
    }

    /// The middle of three draws lies near a half, and never outside 0..<1.
    private mutating func middleOfThree() -> Double {
        let draws = [bits.unit(), bits.unit(), bits.unit()].sorted()
        return draws[1]
    }

    private static func reflected(_ place: Double) -> Double { place < 0 ? -place : place > 1 ? 2 - place : place }

    /// How dense points are on an axis, an even spread counting as one of them: kernels of Epanechnikov.
    private static func density(of points: [[Double]], at place: Double, _ axis: Int) -> Double {
        let kernels = points.reduce(1.0) { sum, point in
            let distance = (place - point[axis]) / width
            return sum + (distance.magnitude < 1 ? 0.75 * (1 - distance * distance) / width : 0)
        }
        return kernels / Double(points.count + 1)
    }

    /// The digits of a number read backwards behind the point.
    private static func radicalInverse(_ number: Int, base: Int) -> Double {
        var (rest, share, sum) = (number, 1.0 / Double(base), 0.0)
        while rest > 0 {
            sum += Double(rest % base) * share
            rest /= base
            share /= Double(base)
        }
        return sum
    }
}

/// One axis of a search: places in 0...1 and the values that they stand for.
private struct Scale {
    private let parameter: TreeParameter
    private let range: ClosedRange<Double>
    /// What is added before logarithms are taken, so that 0 has one.
    private let offset: Double

    init(_ parameter: TreeParameter, _ range: ClosedRange<Double>) {
        (self.parameter, self.range) = (parameter, range)
        offset = range.lowerBound > 0 ? 0 : 0.01
    }

    /// A value of three digits, within the range.
    func value(at place: Double) -> Double {
        let value: Double
        if parameter.isScale {
            let (low, high) = (log(range.lowerBound + offset), log(range.upperBound + offset))
            value = exp(low + place * (high - low)) - offset
        } else {
            value = range.lowerBound + place * (range.upperBound - range.lowerBound)
        }
        let written = parameter.isWhole ? value.rounded() : Double(String(format: "%.3g", value)) ?? value
        return min(max(written, range.lowerBound), range.upperBound)
    }

    func place(of value: Double) -> Double {
        guard range.lowerBound < range.upperBound else { return 0 }
        let value = min(max(value, range.lowerBound), range.upperBound)
        guard parameter.isScale else { return (value - range.lowerBound) / (range.upperBound - range.lowerBound) }
        let (low, high) = (log(range.lowerBound + offset), log(range.upperBound + offset))
        return (log(value + offset) - low) / (high - low)
    }
}
