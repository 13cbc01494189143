package import Evidence
import Foundation

/// What `docs/findings.md` says of one code: `associate explain` prints it.
///
/// The document's text is part of the program, so that a binary on its own explains itself.
package struct FindingEntry: Codable, Sendable, Equatable {
    package let code: FindingCode
    /// What it means, in paragraphs of Markdown, each on a line of its own.
    package let meaning: String
    /// A message of this code as it is printed, line by line.
    package let example: String
    /// What to do about it, in paragraphs of Markdown.
    package let cure: String

    /// The entries in the order of the document.
    package static let all = entries(of: FindingsText.markdown)

    /// The entry of a code as a person writes it: upper case, `_` and spaces are taken for what they stand for.
    ///
    /// - Throws: ``DocumentsError`` with `argument-invalid`, which names the nearest code.
    package static func named(_ text: String) throws(DocumentsError) -> FindingEntry {
        let wanted = String(text.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
        if let entry = all.first(where: { $0.code.rawValue == wanted }) { return entry }
        throw .unknownFinding(text, nearest: Spelling.nearest(to: wanted, among: all.map(\.code.rawValue)))
    }

    /// Reads the entries of a document; sections that are no code's are passed over.
    static func entries(of markdown: String) -> [FindingEntry] {
        markdown.components(separatedBy: "\n## ").dropFirst().compactMap { section in
            let lines = section.components(separatedBy: "\n")
            guard let code = FindingCode(rawValue: lines[0]) else { return nil }
            var meaning: [String] = []
            var example: [String] = []
            var cure: [String] = []
            var isExample = false
            for line in lines.dropFirst() {
                if line.hasPrefix("```") {
                    isExample.toggle()
                } else if isExample {
                    example.append(line)
                } else if line.hasPrefix("**Cure:** ") {
                    cure.append(String(line.dropFirst("**Cure:** ".count)))
                } else if cure.isEmpty {
                    meaning.append(line)
                } else {
                    cure.append(line)
                }
            }
            return FindingEntry(
                code: code, meaning: paragraphs(meaning), example: example.joined(separator: "\n"),
                cure: paragraphs(cure))
        }
    }

    /// Lines joined to paragraphs, which empty lines part.
    private static func paragraphs(_ lines: [String]) -> String {
        lines.split(separator: "").map { $0.joined(separator: " ") }.joined(separator: "\n")
    }
}
