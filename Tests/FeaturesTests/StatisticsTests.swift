import Foundation
import TestSupport
import Testing

@testable import Features

@Suite struct StatisticsTests {
    @Test("the median is the middle of the sorted values, whatever their order", arguments: 1..<60)
    func medianAsSorted(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        // Few distinct values, so that ties are met as well.
        let values = (0..<count).map { _ in Double(Int.random(in: 0...(count / 2 + 1), using: &generator)) }
        let sorted = values.sorted()
        let expected = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
        #expect(Statistics.median(of: values) == expected)
        #expect(Statistics.median(of: sorted) == expected)
        #expect(Statistics.median(of: sorted.reversed()) == expected)
    }

    @Test("no values have no median")
    func noMedian() { #expect(Statistics.median(of: []) == nil) }

    @Test("the median of the largest doubles does not overflow")
    func largestMedian() {
        let largest = Double.greatestFiniteMagnitude
        #expect(Statistics.median(of: [largest, largest]) == largest)
    }

    @Test("the median does not depend on the sign of zero")
    func zeroMedian() {
        #expect(Statistics.median(of: [-0.0])?.sign == .plus)
        #expect(Statistics.median(of: [0.0, -0.0])?.sign == .plus)
    }

    @Test("mean and deviation scale exactly with a power of two", arguments: [-1_000, -300, 0, 300, 1_000])
    func momentsScale(exponent: Int) {
        let unit = [1.5, 2.25, -0.75, 1, 1.125]
        let scale = Double(sign: .plus, exponent: exponent, significand: 1)
        let (mean, deviation) = Statistics.moments(of: unit)
        let scaled = Statistics.moments(of: unit.map { $0 * scale })
        #expect(scaled.mean == mean * scale)
        #expect(scaled.deviation == deviation * scale)
    }

    @Test("the deviation keeps its digits far from zero")
    func farFromZero() {
        let values = (0..<10_000).map { 1e9 + Double($0 % 2) }
        let (mean, deviation) = Statistics.moments(of: values)
        #expect(mean == 1e9 + 0.5)
        #expect(abs(deviation - 0.5) < 1e-12)
    }
}
