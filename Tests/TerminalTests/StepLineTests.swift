import Terminal
import Testing

struct StepLineTests {
    @Test func `the time stands at the right edge`() {
        let line = StepLine(.done, "snapshot", "3 sources", time: "0.6 s").text(.plain)
        #expect(line.hasPrefix("  ✓ snapshot       3 sources"))
        #expect(line.hasSuffix("0.6 s"))
        #expect(line.count == 80)
    }

    @Test func `a redrawn line is cut to the terminal`() {
        let style = Style(colour: false, redraws: true, width: 60)
        let line = StepLine(.running(frame: 3), "linear", String(repeating: "x", count: 200)).text(style)
        #expect(line.count == 60)
        #expect(line.hasSuffix("…"))
    }

    @Test func `colour never stands alone`() {
        let style = Style(colour: true, redraws: false, width: 80)
        #expect(StepLine(.stopped, "checks", "1 error").text(style).contains("✗"))
    }

    @Test func `control characters from data cannot reach the terminal`() {
        let line = StepLine(.done, "checks", "a\u{1B}[31mb\nc").text(.plain)
        #expect(line.contains("a\\u{1B}[31mb\\nc"))
    }
}
