import Documents
import Evidence
import Foundation
import Terminal

/// What `associate explain` prints.
enum ExplanationText {
    /// One entry: meaning, a message as printed, the cure.
    static func lines(_ entry: FindingEntry, _ style: Style) -> [String] {
        var lines = [style.paint(entry.code.rawValue, .bold)] + paragraphs(entry.meaning, style)
        lines += ["", "  As printed"] + entry.example.split(separator: "\n").map { "    " + $0 }
        let cure = entry.cure.prefix(1).uppercased() + entry.cure.dropFirst()
        return lines + ["", "  Cure"] + paragraphs(cure, style)
    }

    /// All codes, each with the beginning of what it means.
    static func index(_ entries: [FindingEntry], _ style: Style) -> [String] {
        let width = (entries.map(\.code.rawValue.count).max() ?? 0) + 2
        let lines = entries.map { entry -> String in
            let line = "  \(PlainText.pad(entry.code.rawValue, to: width))\(sentence(entry.meaning))"
            return style.redraws ? PlainText.cut(line, to: style.width) : line
        }
        return lines + ["", "  Next    associate explain CODE"]
    }

    /// Text for people is cut into lines of the terminal's width, of 80 columns where there is none.
    private static func paragraphs(_ text: String, _ style: Style) -> [String] {
        let width = min(style.width, 100)
        return text.split(separator: "\n").flatMap { PlainText.wrapped("  " + $0, to: width, indent: 2) }
    }

    /// A paragraph's first sentence.
    private static func sentence(_ text: String) -> String {
        guard let end = text.range(of: ". ") else { return text.split(separator: "\n").first.map(String.init) ?? "" }
        return String(text[..<end.lowerBound]) + "."
    }
}
