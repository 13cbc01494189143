import Testing

@testable import Packaging

@Suite("Graph")
struct GraphTests {
    @Test("a question that was asked before has the answer that it had")
    func sameQuestion() {
        var graph = Graph()
        let x: Value<Double> = graph.input("x", note: "")
        let sum = graph.add(x, graph.constant(1.0))
        #expect(graph.add(x, graph.constant(1.0)).name == sum.name)
        #expect(graph.add(x, graph.constant(2.0)).name != sum.name)
        #expect(graph.operators.count == 2)
        #expect(graph.constants.count == 2)
    }

    @Test("constants are told apart by their bits and types")
    func constants() {
        var graph = Graph()
        let names = [
            graph.constant(0.0).name, graph.constant(-0.0).name, graph.constant(Int64(0)).name,
            graph.constant([0.0], shape: [1]).name,
        ]
        #expect(Set(names).count == 4)
        #expect(graph.constant(Double.nan).name == graph.constant(Double.nan).name)
    }

    @Test("a name that is taken is made longer")
    func names() {
        var graph = Graph()
        let taken: Value<Double> = graph.input("Abs_0", note: "")
        #expect(graph.magnitude(taken).name == "Abs_0_")
        #expect(graph.output(taken, as: "Abs_0", width: 1, note: "") == "Abs_0__")
    }
}
