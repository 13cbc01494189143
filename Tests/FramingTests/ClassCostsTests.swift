import Evidence
import TestSupport
import Testing

@testable import Framing

@Suite struct ClassCostsTests {
    private func brief(_ costs: String) -> String {
        "data: {sources: {t: t.csv}, label: y}\nmetric: {costs: \(costs)}\nbudget: {ablation: 12}\n"
    }

    @Test func pairsAreReadAndWrittenBackTheSame() throws {
        let workshop = try Workshop(["t.csv": "y\n"])
        let brief = try workshop.read(brief("{flu: {cold: 5, healthy: 20}, healthy: {flu: 0.5}}"))
        #expect(
            brief.metric.classCosts == [
                ClassCost(truth: "flu", decided: "cold", cost: 5),
                ClassCost(truth: "flu", decided: "healthy", cost: 20),
                ClassCost(truth: "healthy", decided: "flu", cost: 0.5),
            ])
        #expect(brief.metric.costs == nil && brief.budget?.ablation == 12)
        let again = try workshop.read(BriefWriter.text(for: brief))
        #expect(again.metric == brief.metric && again.budget == brief.budget && again.canonical == brief.canonical)
    }

    @Test func whatIsNotNamedCostsOneWhereItIsWrong() {
        let costs = [ClassCost(truth: "b", decided: "a", cost: 3)]
        #expect(costs.matrix(of: ["a", "b", "c"]) == [[0, 1, 1], [3, 0, 1], [1, 1, 0]])
    }

    @Test(arguments: [
        ("{flu: {flu: 2, cold: 1}}", "deciding 'flu' where it is true cannot cost"),
        ("{flu: {cold: -2}}", "'metric.costs.flu.cold' cannot be negative: '-2'"),
        ("{flu: {cold: dear}}", "'metric.costs.flu.cold' must be a number, not 'dear'"),
    ])
    func whatCannotBeACostIsSaid(costs: String, message: String) throws {
        let workshop = try Workshop(["t.csv": "y\n"])
        let error = #expect(throws: BriefError.self) { try workshop.read(brief(costs)) }
        #expect(error?.findings.first?.message == message)
    }
}
