import Evidence
import Testing

/// Which findings propose something that a person can write into the brief.
struct ProposalTests {
    @Test func aSourceThatIsNotReplayedProposesItsLine() {
        let finding = Finding(.note, .notReplayed, "why", advice: "add known_at: at", source: "flights")
        #expect(
            Proposal(finding)
                == Proposal(subject: "data.sources.flights", proposal: "add known_at: at", reason: "why"))
    }

    @Test func aTextThatIsANumberProposesItsCast() {
        for code in [FindingCode.numbersAsText, .momentsAsText] {
            #expect(Proposal(Finding(.warning, code, "why", advice: "TRY_CAST", column: "x"))?.subject == "x")
        }
        #expect(Proposal(Finding(.note, .identifierColumn, "why", advice: "group", column: "x")) == nil)
    }

    @Test func aDoubtAboutPersonalDataProposesToNameIt() {
        #expect(Proposal(Finding(.warning, .personalData, "why", advice: "name it", column: "x")) != nil)
        #expect(Proposal(Finding(.note, .personalData, "why", advice: "it is no feature", column: "x")) == nil)
        #expect(Proposal(Finding(.note, .protectedAttribute, "why", advice: "name it", column: "x")) != nil)
    }

    @Test func otherFindingsProposeNothing() {
        #expect(Proposal(Finding(.warning, .rareClass, "why", advice: "merge it", column: "x")) == nil)
        #expect(Proposal(Finding(.note, .notReplayed, "why")) == nil)
    }
}
