import ArgumentParser
import Evidence

/// Arguments that the parser cannot read, said as any other error is: what happened, the evidence, the cure.
struct UsageError {
    /// What to say, line by line.
    let words: [String]

    /// `nil` where the error is another, or none: a call for help ends a command too.
    ///
    /// - Parameters:
    ///   - error: what reading or running a command threw.
    ///   - root: the program.
    init?(_ error: any Error, of root: any ParsableCommand.Type = Associate.self) {
        guard root.exitCode(for: error) == .validationFailure else { return nil }
        words = Self.lines(root.fullMessage(for: error).split(separator: "\n").map(String.init))
    }

    private static func lines(_ parser: [String]) -> [String] {
        var lines: [String] = []
        for line in parser {
            if let message = line.after("Error: ") {
                let parts = message.split(separator: ". Did you mean ", maxSplits: 1)
                lines.append("error: " + DisplayText.escaped(lowered(String(parts.first ?? ""))))
                if parts.count > 1 { lines.append("  did you mean \(DisplayText.escaped(String(parts[1])))") }
            } else if let help = line.after("Help:  ") {
                lines.append("  " + help)
            } else if let command = line.after("  See '")?.before("' for more information") {
                lines.append("  More    \(command)")
            } else {
                lines.append(line)
            }
        }
        return lines
    }

    /// The parser begins its sentences with a capital.
    private static func lowered(_ message: String) -> String {
        message.prefix(1).lowercased() + message.dropFirst()
    }
}

extension String {
    fileprivate func after(_ start: String) -> String? { hasPrefix(start) ? String(dropFirst(start.count)) : nil }

    fileprivate func before(_ end: String) -> String? {
        firstRange(of: end).map { String(self[..<$0.lowerBound]) }
    }
}
