import Learning
import Testing

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

    @Test func `of nothing there is no median`() {
        #expect(Work.median(of: []) == nil)
        #expect(Work.median(of: [.fixed, .fixed]) == .fixed)
    }
}
