import Testing

@testable import Learning

@Suite struct WorkTests {
    @Test func `the median of two is the simpler`() {
        #expect(Work.median(of: [.penalty(10), .penalty(0.1)]) == .penalty(0.1))
        #expect(Work.median(of: [.rounds(40), .rounds(12)]) == .rounds(12))
    }

    @Test func `one choice that is far off does not decide`() {
        #expect(
            Work.median(of: [.penalty(0.0001), .penalty(1), .penalty(0.1), .penalty(1), .penalty(1)]) == .penalty(1))
    }

    @Test func `fewer terms are simpler than a stronger penalty`() {
        let form = LinearForm(splines: ["age"])
        #expect(Work.median(of: [.penalty(0.01, form: form), .penalty(10)]) == .penalty(10))
        let choices: [Work] = [.penalty(1), .penalty(10, form: form), .penalty(0.1, form: form)]
        #expect(Work.median(of: choices) == .penalty(0.1, form: form))
    }

    private static func trials(_ losses: KeyValuePairs<Double, Double?>) -> [FittedCandidate.Trial] {
        losses.map { .init(penalty: $0, validationLoss: $1, iterations: 1, converged: true) }
    }

    @Test func `the penalty that is best on all rows is taken, whatever most fits chose`() {
        // Two of three choose 0.01 by next to nothing, and the third speaks for 1 by much.
        let fits = [
            Self.trials([0.01: 0.50, 1: 0.51, 100: 0.60]), Self.trials([0.01: 0.50, 1: 0.51, 100: 0.60]),
            Self.trials([0.01: 0.90, 1: 0.50, 100: 0.60]),
        ]
        #expect(Work.pooledPenalty(fits) == 1)
    }

    @Test func `of penalties that are equally good the strongest is taken`() {
        #expect(Work.pooledPenalty([Self.trials([0.01: 0.5, 1: 0.5])]) == 0.01)
    }

    @Test func `a penalty without a loss in some fit is not taken`() {
        #expect(Work.pooledPenalty([Self.trials([0.01: 0.5, 1: 0.4]), Self.trials([0.01: 0.5, 1: nil])]) == 0.01)
        #expect(Work.pooledPenalty([Self.trials([0.01: 0.5]), Self.trials([1: 0.5])]) == nil)
    }

    @Test func `fits that tried no penalties have none together`() {
        #expect(Work.pooledPenalty([]) == nil)
        #expect(Work.pooledPenalty([[], []]) == nil)
    }

    @Test func `fits together take the form in the middle and the penalty that is best on all`() {
        let form = LinearForm(splines: ["age"])
        let choices: [(Work, [FittedCandidate.Trial])] = [
            (.penalty(0.01), Self.trials([0.01: 0.50, 1: 0.51])), (.penalty(1), Self.trials([0.01: 0.90, 1: 0.50])),
            (.penalty(0.01, form: form), Self.trials([0.01: 0.50, 1: 0.51])),
        ]
        #expect(Work.together(choices) == .penalty(1))
        #expect(Work.together([choices[2]]) == .penalty(0.01, form: form))
        #expect(Work.together([(.rounds(9), []), (.rounds(5), []), (.rounds(7), [])]) == .rounds(7))
    }

    @Test func `of nothing there is no median`() {
        #expect(Work.median(of: []) == nil)
        #expect(Work.median(of: [.fixed, .fixed]) == .fixed)
    }
}
