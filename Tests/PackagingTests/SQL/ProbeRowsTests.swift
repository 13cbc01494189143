import Columns
import Evidence
import Packaging
import Scoring
import Testing

@Suite struct ProbeRowsTests {
    @Test func `rows stand at each knot, at the ends of each range, and at the doubles beside them`() throws {
        let number = NumberTreatment(median: 0, mean: 3, scale: 2, missingIndicator: true)
        let plan = FeaturePlan(
            features: ["a", "b"].map {
                Feature(name: $0, source: $0, kind: .number, treatment: .number(number))
            })
        // Columns: a, a is missing, b, b is missing.
        let terms = LinearTerms(
            splines: [Spline(column: 2, knots: [-1.25, 0.5, 1, 2.75])],
            interactions: [Interaction(.init(column: 0, range: -3...1.5), .init(column: 3, range: 0...1))])
        let document = ModelDocument(
            task: .regression, classes: [], key: [], excluded: [:], threshold: nil, plan: plan,
            model: .linear(
                LinearModel(
                    link: .identity, weights: [[Double](repeating: 1, count: 4 + terms.width)], intercepts: [0],
                    terms: terms)), seen: [:])
        try document.validate()
        let table = ProbeRows.table(for: document)
        for (name, corners) in [("a", [-3.0, 6]), ("b", [0.5, 4, 5, 8.5])] {
            guard case .double(let values)? = table[name] else { continue }
            let present = Set((0..<values.count).compactMap { values[$0] })
            for corner in corners {
                #expect(present.isSuperset(of: [corner, corner.nextUp, corner.nextDown]), "\(name)")
            }
        }
    }
}
