import Synchronization

/// Prints the steps of a job: in place while one runs where a person watches, a line a step elsewhere.
package final class StepPrinter: Sendable {
    private struct State {
        var frame = 0
        var hasOpenLine = false
        var lastDrawn: ContinuousClock.Instant?
    }

    private let output: Output
    private let silent: Bool
    private let state = Mutex(State())

    /// Prints to an output; a silent printer prints nothing at all (`--quiet`).
    package init(output: Output, silent: Bool) {
        self.output = output
        self.silent = silent
    }

    /// Prints a line that stays.
    package func line(_ text: String = "") {
        state.withLock { state in
            guard !silent else { return }
            close(&state)
            output.line(text)
        }
    }

    /// Prints a finished step.
    package func finished(_ line: StepLine) { self.line(line.text(output.style)) }

    /// Redraws the running step, at most ten times a second; elsewhere nothing is printed.
    package func running(_ name: String, _ detail: String) {
        guard output.style.redraws else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if let last = state.lastDrawn, now - last < .milliseconds(100), state.hasOpenLine { return }
            guard !silent else { return }
            state.frame += 1
            state.lastDrawn = now
            let line = StepLine(.running(frame: state.frame), name, detail).text(output.style)
            output.write("\r\u{1B}[2K" + line)
            state.hasOpenLine = true
        }
    }

    /// Removes the line of a running step, so that an error starts on a line of its own.
    package func clear() { state.withLock { close(&$0) } }

    package var style: Style { output.style }

    private func close(_ state: inout State) {
        guard state.hasOpenLine else { return }
        output.write("\r\u{1B}[2K")
        state.hasOpenLine = false
    }
}
