import Evidence
import Testing

/// How many of the fields that documents must hold a brief fills.
struct CompletenessTests {
    private func brief(
        problem: String? = nil, purpose: String? = nil, userFacing: Bool? = nil, owner: String? = nil,
        approvers: [String] = []
    ) -> BriefSummary {
        BriefSummary(
            name: "late", problem: problem, task: .binary, label: "late", positive: nil, classes: [], key: [],
            time: nil,
            weight: nil, primary: .rocAUC, guardrails: [], costs: nil, slices: [], sensitive: [], excluded: [],
            candidates: [], seed: 7, owner: owner, purpose: purpose, due: nil, userFacing: userFacing,
            approvers: approvers, inferred: [])
    }

    @Test func `a brief that says nothing fills none`() {
        let completeness = Completeness(of: brief())
        #expect(completeness.filled == 0 && completeness.required == 5 && completeness.score == 0)
        #expect(completeness.missing.map(\.field) == RequiredField.allCases)
        #expect(
            completeness.summary
                == "0 of 5 required fields filled; the owner adds problem, purpose, user_facing, approvers; "
                + "the lead adds owner to the brief")
    }

    @Test func `a brief that says all fills all`() {
        let completeness = Completeness(
            of: brief(problem: "p", purpose: "q", userFacing: false, owner: "Ada", approvers: ["Bo"]))
        #expect(completeness.score == 1)
        #expect(completeness.missing == [])
        #expect(completeness.summary == "5 of 5 required fields filled")
    }

    @Test func `each field counts by itself, and names its documents`() {
        let completeness = Completeness(of: brief(problem: "p", userFacing: true))
        #expect(completeness.score == 0.4)
        #expect(completeness.missing.map(\.field) == [.purpose, .owner, .approvers])
        #expect(completeness.missing.map(\.filledBy) == ["owner", "lead", "owner"])
        #expect(completeness.missing.map(\.documents).allSatisfy { !$0.isEmpty })
    }

    @Test func `spaces fill nothing`() {
        #expect(Completeness(of: brief(problem: " ", purpose: "\n", owner: "", approvers: ["", " "])).filled == 0)
    }
}
