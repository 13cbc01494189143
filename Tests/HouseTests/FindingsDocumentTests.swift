import Evidence
import Foundation
import Testing

/// `docs/findings.md` has an entry for each code: what it means, a message as printed, the cure.
struct FindingsDocumentTests {
    private struct Entry {
        let code: String
        let meaning: String
        let example: String
        let cure: String
    }

    private static func entries() throws -> [Entry] {
        let sections = try Repository.text("docs/findings.md").components(separatedBy: "\n## ").dropFirst()
        return sections.map { section in
            let code = String(section.prefix { $0 != "\n" })
            let body = section.dropFirst(code.count)
            let parts = body.components(separatedBy: "```")
            let cure = body.components(separatedBy: "**Cure:**").dropFirst().joined()
            return Entry(
                code: code, meaning: trimmed(parts[0]),
                example: parts.count == 3 && parts[1].hasPrefix("text\n") ? trimmed(String(parts[1].dropFirst(5))) : "",
                cure: trimmed(cure))
        }
    }

    private static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `every code has one entry, in the order of the codes`() throws {
        #expect(try Self.entries().map(\.code) == FindingCode.allCases.map(\.rawValue))
    }

    @Test func `every entry says what it means, shows a message and gives a cure`() throws {
        for entry in try Self.entries() {
            #expect(entry.meaning.count > 20, "\(entry.code) does not say what it means")
            #expect(entry.example.count > 20, "\(entry.code) shows no message in one fenced block of text")
            #expect(entry.cure.count > 10, "\(entry.code) gives no cure")
        }
    }

    @Test func `the program holds the document as it is: scripts/generate writes it`() throws {
        let source = try Repository.text("Sources/Documents/Findings/FindingsText.swift")
        let parts = source.components(separatedBy: "###\"\"\"")
        #expect(parts.count == 2)
        let text = parts.last?.components(separatedBy: "\n\"\"\"###").first
        #expect(try text == "\n" + Repository.text("docs/findings.md"), "run scripts/generate")
    }

    @Test func `every code is raised by some source`() throws {
        let sources = try Repository.files().filter { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") }
        let codes = "Sources/Evidence/FindingCode.swift"
        let text = try sources.filter { $0 != codes }.map { try Repository.text($0) }.joined()
        let names = try Repository.text(codes).split(separator: "\n").compactMap { line -> Substring? in
            let words = line.split(separator: " ")
            return words.count == 4 && words[0] == "case" ? words[1] : nil
        }
        #expect(names.count == FindingCode.allCases.count)
        for name in names { #expect(text.contains(".\(name)"), "nothing raises \(name)") }
    }
}
