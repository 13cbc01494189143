/// How text may look on an output: with colours and redrawn lines only where a person watches.
package struct Style: Sendable, Equatable {
    /// Whether colours are used.
    package var colour: Bool
    /// Whether a line may be redrawn in place.
    package var redraws: Bool
    /// Columns of the terminal.
    package var width: Int

    package init(colour: Bool, redraws: Bool, width: Int) {
        self.colour = colour
        self.redraws = redraws
        self.width = width
    }

    /// Neither colours nor redrawing, 80 columns.
    package static let plain = Style(colour: false, redraws: false, width: 80)

    /// The style for an output.
    ///
    /// - Parameters:
    ///   - isTerminal: whether a person watches.
    ///   - environment: `NO_COLOR` (any value but empty) turns colours off, `TERM=dumb` redrawing too,
    ///     `COLUMNS` gives the width.
    package init(isTerminal: Bool, environment: [String: String]) {
        let dumb = environment["TERM"] == "dumb"
        let noColour = !(environment["NO_COLOR"] ?? "").isEmpty
        self.init(
            colour: isTerminal && !noColour && !dumb, redraws: isTerminal && !dumb,
            width: environment["COLUMNS"].flatMap(Int.init).map { max(40, $0) } ?? 80)
    }

    /// What colours say: state only, and never alone, since a sign stands beside them.
    package enum Tint: String, Sendable {
        case green = "32"
        case yellow = "33"
        case red = "31"
        case dim = "2"
        case bold = "1"
    }

    /// Text as lines that fit the terminal, all but the first indented; elsewhere one line, for programs to read.
    package func fitted(_ text: String, indent: Int) -> [String] {
        redraws ? PlainText.wrapped(text, to: width, indent: indent) : [text]
    }

    /// Text in a tint, or as it is where there are no colours.
    package func paint(_ text: String, _ tint: Tint) -> String {
        colour ? "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
