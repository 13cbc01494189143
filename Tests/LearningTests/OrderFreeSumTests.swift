import Testing

@testable import Learning

@Suite struct OrderFreeSumTests {
    @Test func anyOrderGivesTheSameBits() {
        var random = Numbers(seed: 3)
        let terms = (0..<500).map { _ in
            random.normal() * Double(sign: .plus, exponent: Int(random.unit() * 80), significand: 1)
        }
        let straight = OrderFreeSum.of(terms)
        #expect(OrderFreeSum.of(terms.reversed()) == straight)
        #expect(OrderFreeSum.of(terms.sorted()) == straight)
    }

    @Test func whatCancelsLeavesTheRest() {
        #expect(OrderFreeSum.of([1e16, 1, -1e16]) == 1)
    }

    @Test func subnormalNumbersCount() {
        let sum = OrderFreeSum.of([.leastNonzeroMagnitude, .leastNonzeroMagnitude, .leastNormalMagnitude])
        #expect(sum == Double.leastNormalMagnitude.nextUp.nextUp)
    }

    @Test func infinitiesAndNaNStay() {
        #expect(OrderFreeSum.of([1, .infinity]) == .infinity)
        #expect(OrderFreeSum.of([.infinity, -.infinity]).isNaN)
    }

    @Test func noTermsAreZero() {
        #expect(OrderFreeSum.of([]) == 0)
    }
}
