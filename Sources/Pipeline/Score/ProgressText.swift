import Evidence

/// How far something is, as a bar: `━━━━━━━━╸━━━━━━━━━━━  40 % · 4,000,000 of 10,000,000 rows`.
enum ProgressText {
    private static let width = 20

    /// The bar of a part of a whole.
    static func bar(_ done: Int, of all: Int, _ noun: String) -> String {
        let share = all > 0 ? Double(min(done, all)) / Double(all) : 1
        let filled = Int(share * Double(width))
        let bar =
            String(repeating: "━", count: filled) + (filled < width ? "╸" : "")
            + String(repeating: "·", count: max(0, width - filled - 1))
        return "\(bar)  \(Int(share * 100)) % · \(NumberText.count(done)) of \(NumberText.counted(all, noun))"
    }
}
