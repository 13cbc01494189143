import Foundation
import Testing

@testable import Scoring

@Suite struct GaussLegendreTests {
    @Test("powers up to twice the points, less one, are integrated exactly", arguments: [1, 2, 3, 4, 8, 12, 32, 64])
    func powers(count: Int) {
        let rule = GaussLegendre(count: count)
        #expect(rule.points == rule.points.sorted() && rule.points.allSatisfy { $0 > 0 && $0 < 1 })
        for power in 0..<2 * count {
            let integral = zip(rule.points, rule.weights).reduce(0) { $0 + $1.1 * pow($1.0, Double(power)) }
            #expect(abs(integral - 1 / Double(power + 1)) < 1e-14, "t to the \(power)")
        }
    }

    @Test("one power more is not")
    func beyond() {
        let rule = GaussLegendre(count: 2)
        let integral = zip(rule.points, rule.weights).reduce(0) { $0 + $1.1 * pow($1.0, 4) }
        #expect(abs(integral - 0.2) > 1e-3)
    }
}
