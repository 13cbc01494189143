import Columns
import Evidence
import Testing

@testable import Framing

@Suite struct CandidateOptionsTests {
    private let text = """
        name: t
        data: {sources: {s: t.csv}, label: y}
        candidates:
          - prior
          - linear: {class_weight: balanced}
          - boosted_trees: {class_weight: {yes: 5}}
          - tuned_trees: {space: {learning_rate: [0.02, 0.2], num_leaves: 15}}
        monotone: {age: increasing, price: decreasing}
        """

    private func read(_ text: String) throws -> Brief { try Workshop(["t.csv": ""]).read(text) }

    private func findings(_ text: String, classes: [String?]) throws -> [String] {
        let label = LabelProfile(of: .text(TextValues(classes)))
        let columns: [(name: String, type: ColumnType)] = [
            ("age", .integer), ("price", .double), ("colour", .text), ("y", .text),
        ]
        let error = try #require(throws: BriefError.self) {
            try read(text).settled(label: label, columns: columns, rows: classes.count)
        }
        return error.findings.map { "\($0.line ?? 0) \($0.code.rawValue): \($0.message)" }
    }

    @Test func `options stand behind a candidate's name`() throws {
        let brief = try read(text)
        #expect(brief.candidates == [.prior, .linear, .boostedTrees, .tunedTrees])
        #expect(brief.candidateOptions[.prior] == nil)
        #expect(brief.candidateOptions[.linear]?.classWeight == .balanced)
        #expect(brief.candidateOptions[.boostedTrees]?.classWeight == .factors([ClassFactor(name: "yes", factor: 5)]))
        #expect(
            brief.candidateOptions[.tunedTrees]?.space.ranges == [.learningRate: 0.02...0.2, .leaves: 15...15])
        #expect(brief.monotone.map(\.column) == ["age", "price"])
        #expect(brief.monotone.map(\.direction) == [.increasing, .decreasing])
    }

    @Test func `a linear model may be kept from splines and interactions`() throws {
        let head = "name: t\ndata: {sources: {s: t.csv}, label: y}\n"
        let brief = try read(head + "candidates: [linear: {splines: false, interactions: false}]\n")
        #expect(brief.candidateOptions[.linear]?.splines == false)
        #expect(brief.candidateOptions[.linear]?.interactions == false)
        #expect(try read(BriefWriter.text(for: brief)) == brief)
        let one = try read(head + "candidates: [linear: {interactions: false}]\n")
        #expect(one.candidateOptions[.linear]?.splines == true)
        #expect(one.canonical != brief.canonical)
        let error = try #require(throws: BriefError.self) {
            try read(head + "candidates: [boosted_trees: {splines: true}]\n")
        }
        #expect(error.findings.map(\.code) == [.impossibleValue])
    }

    @Test func `what is written is read back the same`() throws {
        let brief = try read(text)
        #expect(try read(BriefWriter.text(for: brief)) == brief)
        var other = brief
        other.candidateOptions[.tunedTrees]?.space.ranges[.leaves] = 15...16
        #expect(other.canonical != brief.canonical)
        other = brief
        other.monotone = []
        #expect(other.canonical != brief.canonical)
    }

    @Test func `what does not fit the label or the columns is said where it stands`() throws {
        let two: [String?] = (0..<40).map { $0 % 2 == 0 ? "yes" : "no" }
        let head = "name: t\ndata: {sources: {s: t.csv}, label: y}\n"
        #expect(
            try findings(head + "candidates: [linear: {class_weight: {maybe: 2}}]\n", classes: two)
                == ["3 impossible-value: 'class_weight' names 'maybe', which is no class"])
        #expect(
            try findings(head + "monotone: {colour: increasing}\n", classes: two)
                == ["3 wrong-type: 'colour' holds text, with which nothing can rise or fall"])
        #expect(
            try findings(head + "monotone: {ages: increasing}\n", classes: two)
                == ["3 column-not-found: the dataset has no column 'ages'"])
        #expect(
            try findings(
                head + "monotone: {age: increasing}\n", classes: (0..<60).map { ["a", "b", "c"][$0 % 3] })
                == [
                    "3 impossible-value: 'monotone' has a meaning only where one number is predicted, not for multiclass"
                ])
    }

    @Test func `a column that is excluded or is the label cannot be monotone`() throws {
        let head = "name: t\ndata: {sources: {s: t.csv}, label: y}\n"
        for rest in ["exclude: {age: no}\nmonotone: {age: increasing}\n", "monotone: {y: increasing}\n"] {
            let error = try #require(throws: BriefError.self) { try read(head + rest) }
            #expect(error.findings.first?.message.contains("is no feature") == true)
        }
    }
}
