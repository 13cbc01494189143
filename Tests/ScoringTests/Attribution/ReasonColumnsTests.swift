import Columns
import Evidence
import Scoring
import Testing

/// Reasons in words.
@Suite struct ReasonColumnsTests {
    private func document(_ task: LearningTask) -> ModelDocument {
        var document = Example.document(task)
        guard case .linear(var model) = document.model else { preconditionFailure("the example is linear") }
        model.means = [Double](repeating: 0, count: Example.plan.width)
        document.model = .linear(model)
        return document
    }

    private func texts(_ column: Column?) -> [String?] {
        guard case .text(let texts) = column else { return [] }
        return (0..<texts.count).map { texts[$0] }
    }

    private func numbers(_ column: Column?) -> [Double?] {
        guard case .double(let numbers) = column else { return [] }
        return (0..<numbers.count).map { numbers[$0] }
    }

    private func reasons(_ document: ModelDocument, count: Int, chosen: [Int32]? = nil) throws -> Table {
        let bound = try BoundPlan(document.plan, to: Example.table)
        return Table(try ReasonColumns(document, count: count).columns(of: Example.table, bound, chosen: chosen))
    }

    @Test("a row's reasons stand from the strongest to the weakest and add up with the base")
    func order() throws {
        let document = document(.regression)
        let table = try reasons(document, count: 6)
        #expect(try table.names == ReasonColumns(document, count: 6).names)
        let ranks = (1...6).map { numbers(table["contribution_\($0)"]) }
        let scores = try document.predict(Example.table)
        let base = try Explainer(document).base[0]
        for row in 0..<3 {
            let own = ranks.compactMap { $0[row] }
            #expect(own.map(\.magnitude) == own.map(\.magnitude).sorted(by: >))
            #expect(abs(own.reduce(base, +) - scores.values[row]) < 1e-9)
        }
    }

    @Test("words say what the row holds and which way it moves the score")
    func words() throws {
        let table = try reasons(document(.regression), count: 4)
        let all = (1...4).flatMap { texts(table["reason_\($0)"]).compactMap(\.self) }
        #expect(all.contains { $0.hasPrefix("carrier = UA ") })
        #expect(all.contains { $0.hasPrefix("carrier = ZZ ") })
        #expect(all.contains { $0.hasPrefix("carrier is missing ") })
        #expect(all.contains { $0.hasPrefix("temp = 1.5 ") })
        #expect(all.contains { $0.hasPrefix("temp is missing ") }, "an infinity is no value")
        #expect(all.contains { $0.hasPrefix("late = true ") })
        #expect(all.contains { $0.hasPrefix("at ") })
        #expect(all.allSatisfy { $0.contains(" raises the score by ") || $0.contains(" lowers the score by ") })
    }

    @Test("of several classes the words name the one that is explained")
    func classes() throws {
        let table = try reasons(document(.multiclass), count: 1, chosen: [0, 1, 2])
        let words = texts(table["reason_1"]).compactMap(\.self)
        #expect(zip(words, ["a", "b", "c"]).allSatisfy { $0.contains(" the score of \($1) by ") })
    }

    @Test("what adds nothing is no reason")
    func nothing() throws {
        var document = document(.regression)
        document.model = .prior(PriorModel(values: [3]))
        let table = try reasons(document, count: 2)
        #expect(texts(table["reason_1"]) == [nil, nil, nil])
        #expect(numbers(table["contribution_2"]) == [nil, nil, nil])
    }

    @Test("parts of a moment are named as people name them")
    func moments() throws {
        let parts: [CalendarPart] = [.month, .dayOfWeek, .dayOfMonth, .hour]
        let expected = ["in December", "on a Friday", "on day 24 of a month", "at 19:05"]
        // 24 December 2027, a Friday, 19:05.
        let table = Table([("at", .timestamp(Values([1_829_675_100_000_000], filler: 0), .timestamp))])
        for (part, words) in zip(parts, expected) {
            let plan = FeaturePlan(features: [
                Feature(
                    name: "at", source: "at", kind: .timestamp,
                    treatment: .calendar(
                        CalendarTreatment(
                            parts: [.init(part: part, harmonics: 1)], missingIndicator: false, elapsed: nil)))
            ])
            var document = Example.document(.regression)
            (document.plan, document.seen) = (plan, [:])
            document.model = .linear(
                LinearModel(link: .identity, weights: [[1, 1]], intercepts: [0], means: [-1, -1]))
            let columns = try ReasonColumns(document, count: 1).columns(of: table, BoundPlan(plan, to: table))
            #expect(texts(columns[0].column)[0]?.hasPrefix("at \(words) raises the score by ") == true)
        }
    }
}
