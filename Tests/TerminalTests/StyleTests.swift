import Terminal
import Testing

struct StyleTests {
    @Test(arguments: [
        (true, [:], true, true), (true, ["NO_COLOR": "1"], false, true), (true, ["NO_COLOR": ""], true, true),
        (true, ["TERM": "dumb"], false, false), (false, [:], false, false),
    ])
    func `colours and redrawing follow the terminal and NO_COLOR`(
        isTerminal: Bool, environment: [String: String], colour: Bool, redraws: Bool
    ) {
        let style = Style(isTerminal: isTerminal, environment: environment)
        #expect(style.colour == colour)
        #expect(style.redraws == redraws)
    }

    @Test func `width comes from COLUMNS and is at least 40`() {
        #expect(Style(isTerminal: true, environment: ["COLUMNS": "120"]).width == 120)
        #expect(Style(isTerminal: true, environment: ["COLUMNS": "3"]).width == 40)
        #expect(Style(isTerminal: false, environment: [:]).width == 80)
    }

    @Test func `paint leaves text alone without colours`() {
        #expect(Style.plain.paint("x", .red) == "x")
    }
}
