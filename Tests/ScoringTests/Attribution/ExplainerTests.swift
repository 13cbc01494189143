import Columns
import Evidence
import Scoring
import Testing

/// Attributions of documents: whatever the model, they add up to the raw score and belong to source columns.
@Suite struct ExplainerTests {
    /// The example with training means, and its link taken off.
    private func linear(_ task: LearningTask) -> (document: ModelDocument, raw: ModelDocument) {
        var document = Example.document(task)
        guard case .linear(var model) = document.model else { preconditionFailure("the example is linear") }
        model.means = (0..<Example.plan.width).map { 0.25 / Double($0 + 1) }
        document.model = .linear(model)
        var raw = document
        model.link = .identity
        raw.model = .linear(model)
        return (document, raw)
    }

    @Test("linear attributions and the base add up to the raw score", arguments: LearningTask.allCases)
    func addUp(task: LearningTask) throws {
        let (document, raw) = linear(task)
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
