import Evidence
import Foundation
import Pipeline
import Terminal

/// Asks on a terminal which column is to be predicted.
enum LabelPrompt {
    /// The one that is chosen; `nil` where nobody sits there.
    static func ask(_ candidates: [LabelCandidate], on screen: RunScreen) -> LabelCandidate? {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        screen.clear()
        let output = Output(.standardOutput)
        output.line("")
        output.line("  Which column is to be predicted?")
        for (index, candidate) in candidates.enumerated() {
            let column = DisplayText.escaped(candidate.column)
            output.line("    \(index + 1)  \(column) of \(candidate.table)  (\(candidate.reason))")
        }
        while true {
            output.write("  Number or name [1]: ")
            guard let answer = readLine()?.trimmingCharacters(in: .whitespaces) else { return nil }
            if answer.isEmpty { return candidates.first }
            if let number = Int(answer), candidates.indices.contains(number - 1) { return candidates[number - 1] }
            if let named = candidates.first(where: { $0.column == answer }) { return named }
            output.line(
                "  '\(DisplayText.escaped(answer))' is none of them; end with Ctrl-C and use --label for another.")
        }
    }
}
