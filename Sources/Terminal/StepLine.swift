import Evidence

/// One line of a job: a sign, the step, what came of it, and the time it took on the right.
package struct StepLine: Sendable, Equatable {
    /// How the step stands.
    package enum State: Sendable {
        case done
        case look
        case stopped
        case note
        case running(frame: Int)
    }

    package var state: State
    package var name: String
    package var detail: String
    /// Seconds that the step took, where that is worth saying.
    package var time: String?

    package init(_ state: State, _ name: String, _ detail: String, time: String? = nil) {
        self.state = state
        self.name = name
        self.detail = detail
        self.time = time
    }

    package static func == (left: StepLine, right: StepLine) -> Bool {
        left.text(.plain) == right.text(.plain)
    }

    /// The line, at most as wide as the style allows where it is redrawn.
    package func text(_ style: Style) -> String {
        let nameWidth = 14
        var line = "  \(sign(style)) \(PlainText.pad(DisplayText.escaped(name), to: nameWidth)) "
        let used = 4 + nameWidth + 1
        var shown = DisplayText.escaped(detail)
        let timeWidth = time.map { $0.count + 2 } ?? 0
        if style.redraws { shown = PlainText.cut(shown, to: style.width - used - timeWidth) }
        line += shown
        if let time {
            let room = style.width - used - shown.count - time.count
            line += String(repeating: " ", count: max(2, room)) + style.paint(time, .dim)
        }
        return line
    }

    private func sign(_ style: Style) -> String {
        switch state {
        case .done: style.paint("✓", .green)
        case .look: style.paint("!", .yellow)
        case .stopped: style.paint("✗", .red)
        case .note: "·"
        case .running(let frame): String(Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")[frame % 10])
        }
    }
}
