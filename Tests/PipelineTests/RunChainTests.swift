import Evidence
import Testing

@testable import Pipeline

/// Runs between two others lead from one to the other, a change at a time.
@Suite struct RunChainTests {
    private func parts(_ data: String, _ seed: Int64, _ split: String?) -> RunParts {
        var values: [String: JSONValue] = ["data": .string(data), "seed": .integer(seed)]
        values["split.by"] = split.map(JSONValue.string)
        return RunParts(values: values)
    }

    private var first: RunParts { parts("a", 7, nil) }
    private var last: RunParts { parts("b", 8, "time") }

    @Test func `the way changes as little at a time as there are runs for`() {
        let runs = [parts("b", 8, nil), parts("b", 7, nil), parts("a", 8, nil)]
        #expect(RunChain.between(first, last, among: runs) == [1, 0])
        #expect(RunChain.between(first, last, among: Array(runs.prefix(1))) == [0])
    }

    @Test func `a run with a part of its own lies between none`() {
        let runs = [parts("c", 7, nil), parts("b", 9, nil), parts("a", 8, "group"), first, last]
        #expect(RunChain.between(first, last, among: runs).isEmpty)
    }

    @Test func `what differs in one thing has nothing between`() {
        #expect(RunChain.between(first, parts("b", 7, nil), among: [first, last, parts("b", 7, nil)]).isEmpty)
    }

    @Test func `of several runs of the same parts the first is taken`() {
        #expect(RunChain.between(first, last, among: [parts("b", 7, nil), parts("b", 7, nil)]) == [0])
    }

    @Test func `what changed is named, also where it was not there`() {
        #expect(first.changed(to: last) == ["data", "seed", "split.by"])
        #expect(first.changed(to: first).isEmpty)
    }
}
