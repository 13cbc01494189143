import Columns
import Evidence
import Scoring
import Testing

/// Attributions of documents: whatever the model, they add up to the raw score and belong to source columns.
@Suite struct ExplainerTests {
    /// The example with training means, and its link taken off.
    private func linear(_ task: LearningTask, terms: Bool = false) -> (document: ModelDocument, raw: ModelDocument) {
        var document = terms ? TermExample.document(task) : Example.document(task)
        guard case .linear(var model) = document.model else { preconditionFailure("the example is linear") }
        model.means = (0..<Example.plan.width + model.terms.width).map { 0.25 / Double($0 + 1) }
        document.model = .linear(model)
        var raw = document
        model.link = .identity
        raw.model = .linear(model)
        return (document, raw)
    }

    @Test(
        "linear attributions and the base add up to the raw score", arguments: LearningTask.allCases, [false, true])
    func addUp(task: LearningTask, terms: Bool) throws {
        let (document, raw) = linear(task, terms: terms)
        let scores = try raw.predict(Example.table)
        let explainer = try Explainer(document)
        let bound = try BoundPlan(document.plan, to: Example.table)
        for output in 0..<scores.width {
            let sums = explainer.attributions(bound, chosen: [Int32](repeating: Int32(output), count: 3))
            for row in 0..<3 {
                let slots = explainer.plan.slots.count
                let own = sums[row * slots..<(row + 1) * slots].reduce(explainer.base[output], +)
                let score = scores.values[row * scores.width + output]
                #expect(abs(own - score) <= 1e-9 * max(1, abs(score)))
            }
        }
    }

    @Test("a row of training means is worth the base, and a level counts against the mean of its block")
    func oneHot() throws {
        let plan = FeaturePlan(features: [
            Feature(
                name: "carrier", source: "carrier", kind: .category,
                treatment: .category(CategoryTreatment(levels: ["AA", "UA"], minimumCount: 3)))
        ])
        var document = Example.document(.regression)
        document.plan = plan
        document.seen = [:]
        document.model = .linear(
            LinearModel(link: .identity, weights: [[1, 3, 0, 0]], intercepts: [2], means: [0.5, 0.25, 0.25, 0]))
        let table = Table([("carrier", .text(TextValues(["AA", "UA", "ZZ", nil])))])
        let explainer = try Explainer(document)
        #expect(explainer.base == [3.25])
        #expect(explainer.attributions(try BoundPlan(plan, to: table)) == [-0.25, 1.75, -1.25, -1.25])
    }

    @Test("attributions of bends and products are Shapley's values against the training rows")
    func shapley() throws {
        let number = NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)
        let plan = FeaturePlan(features: [
            Feature(name: "a", source: "a", kind: .number, treatment: .number(number)),
            Feature(name: "b", source: "b", kind: .number, treatment: .number(number)),
            Feature(
                name: "c", source: "c", kind: .category,
                treatment: .category(CategoryTreatment(levels: ["x", "y"], minimumCount: 1))),
        ])
        let training: [(Double, Double, String)] = [
            (-2, 0.5, "x"), (0.3, 1, "y"), (1.5, -2, "x"), (0.9, 2, "y"), (-0.4, 0.1, "x"), (2.5, -1, "y"),
        ]
        func table(_ rows: [(Double, Double, String)]) -> Table {
            Table([
                ("a", .double(Values(rows.map { $0.0 }, filler: 0))),
                ("b", .double(Values(rows.map { $0.1 }, filler: 0))), ("c", .text(TextValues(rows.map { $0.2 }))),
            ])
        }
        let terms = LinearTerms(
            splines: [Spline(column: 0, knots: [-1, 0.2, 2])],
            interactions: [
                Interaction(.init(column: 0, range: -2...2.5), .init(column: 1, range: -2...2)),
                Interaction(.init(column: 1, range: -2...2), .init(column: 3)),
            ])
        var model = LinearModel(
            link: .identity, weights: [[0.5, -1, 0.2, 0.7, 0, 0, 1.5, 0.8, -2]], intercepts: [0.25], terms: terms)
        let matrix = try plan.designMatrix(of: table(training)).adding(terms)
        // Columns of the matrix: a, b, two or more terms, c's four slots; the model has the terms last.
        let means = matrix.means
        let own = 2
        model.means = Array(
            means[..<own] + means[matrix.denseWidth...] + means[own..<matrix.denseWidth])
        var document = Example.document(.regression)
        (document.plan, document.model, document.seen) = (plan, .linear(model), [:])
        try document.validate()

        /// The mean score where the row's columns in `known` are its own and the others those of a training row.
        func value(_ row: (Double, Double, String), _ known: Set<Int>) throws -> Double {
            let mixed = training.map { other in
                (
                    known.contains(0) ? row.0 : other.0, known.contains(1) ? row.1 : other.1,
                    known.contains(2) ? row.2 : other.2
                )
            }
            return try document.predict(table(mixed)).values.reduce(0, +) / Double(training.count)
        }
        let rows: [(Double, Double, String)] = [(0.1, 1.7, "y"), (-5, 0.2, "x"), (9, -9, "z")]
        let explainer = try Explainer(document)
        let found = explainer.attributions(try BoundPlan(plan, to: table(rows)))
        for (place, row) in rows.enumerated() {
            #expect(abs(explainer.base[0] - (try value(row, []))) < 1e-12)
            for player in 0..<3 {
                let others = [0, 1, 2].filter { $0 != player }
                let expected =
                    (try value(row, [player]) - value(row, [])) / 3
                    + (try value(row, [player, others[0]]) - value(row, [others[0]])) / 6
                    + (try value(row, [player, others[1]]) - value(row, [others[1]])) / 6
                    + (try value(row, [0, 1, 2]) - value(row, Set(others))) / 3
                #expect(abs(found[place * 3 + player] - expected) < 1e-12, "row \(place), column \(player)")
            }
        }
    }

    @Test("slots are grouped under the columns that they come from")
    func slots() {
        let plan = AttributionPlan(Example.plan)
        #expect(plan.sources == ["temp", "carrier", "late", "at"])
        #expect(plan.slots.map(\.source) == [0, 1, 2, 3, 3, 3])
        #expect(
            plan.slots.map(\.part) == [.value, .value, .value, .calendar(.hour), .absence, .elapsed(since: "since")])
    }

    @Test("a prior explains nothing")
    func prior() throws {
        var document = Example.document(.binary)
        document.model = .prior(PriorModel(values: [0.75, 0.25]))
        let explainer = try Explainer(document)
        #expect(explainer.base == [0.25])
        let bound = try BoundPlan(document.plan, to: Example.table)
        #expect(explainer.attributions(bound).allSatisfy { $0 == 0 })
    }

    @Test("a model of an earlier version says that it cannot be explained")
    func earlier() {
        let error = #expect(throws: ScoringError.self) { try Explainer(Example.document(.binary)) }
        #expect(error?.findings.first?.code == .explanationUnavailable)
    }

    @Test("attributions are the same bits at any number of threads")
    func threads() throws {
        let (document, _) = linear(.binary)
        let rows = (0..<5_000).map { Int($0) % 3 }
        let table = Table(zip(Example.table.names, Example.table.columns).map { ($0, $1.selecting(rows)) })
        let bound = try BoundPlan(document.plan, to: table)
        let explainer = try Explainer(document)
        #expect(explainer.attributions(bound, threads: 3) == explainer.attributions(bound))
    }
}

extension DesignMatrix {
    /// The mean of each column, written out.
    fileprivate var means: [Double] {
        (0..<width).map { column in
            let values = (0..<rowCount).map { row -> Double in
                if column < denseWidth { return dense[row * denseWidth + column] }
                let slot = LinearTerms.slot(of: column, denseWidth: denseWidth, blockWidths: blockWidths)
                return levels[row * blockWidths.count + slot.block] == Int32(slot.level) ? 1 : 0
            }
            return values.reduce(0, +) / Double(rowCount)
        }
    }
}
