import Evidence

/// Whether the screen can show what Associate prints.
enum TerminalCheck {
    /// - Parameters:
    ///   - isTerminal: whether a person watches.
    ///   - width: its columns.
    ///   - environment: `LC_ALL`, `LC_CTYPE` and `LANG` name the encoding, the first that is not empty.
    /// - Returns: what a person should know of it.
    static func check(isTerminal: Bool, width: Int, environment: [String: String]) -> Diagnosis.Check {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let encoding = locale.lowercased().filter { $0 != "-" }
        let what = isTerminal ? "\(width) columns" : "output goes to a file or a program"
        guard encoding.contains("utf8") else {
            return Diagnosis.Check(
                "terminal", isTerminal ? .look : .note,
                "\(what) · locale \(DisplayText.escaped(locale)), so signs such as ✓ may not show",
                cure: isTerminal ? "export LC_ALL=C.UTF-8" : nil)
        }
        guard !isTerminal || width >= 80 else {
            return Diagnosis.Check(
                "terminal", .look, "\(what) · tables need 80", cure: "make the window wider, or use --json")
        }
        return Diagnosis.Check("terminal", isTerminal ? .ok : .note, "\(what) · \(DisplayText.escaped(locale))")
    }
}
