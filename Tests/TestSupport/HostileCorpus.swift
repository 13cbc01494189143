import Evidence
import Foundation

/// Texts that an enemy or an accident puts where data stands, and the markup that a page of ours may have.
package enum HostileCorpus {
    private static var folder: URL { Fixture.packageRoot.appendingPathComponent("Tests/Corpus/hostile") }

    /// `Tests/Corpus/hostile/strings.json`; a file that cannot be read is no string at all, which a test notices.
    package static let strings: [String] = {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent("strings.json")) else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()

    /// Those that may name a column: no control character, not empty, and alike in no two (`column-name-unusable`).
    package static var columnNames: [String] {
        strings.filter { text in !text.unicodeScalars.contains(where: DisplayText.isActive) }
    }

    /// Elements and attributes of our own pages, and the kinds of values that they have.
    package static func vocabulary() throws -> Vocabulary {
        try JSONDecoder().decode(
            Vocabulary.self, from: Data(contentsOf: folder.appendingPathComponent("vocabulary.json")))
    }
}

/// `Tests/Corpus/hostile/vocabulary.json`: what markup of ours consists of.
package struct Vocabulary: Decodable, Sendable {
    /// Attributes that any element may have, with the kind of their values.
    private let any: [String: String]
    private let elements: [String: [String: String]]
    /// Values that stand as they are in our sources.
    private let fixed: [String]

    /// What of a page is not of the vocabulary, in words.
    package func foreign(in page: StrictHTML) -> [String] {
        page.tags.flatMap { tag -> [String] in
            guard let known = elements[tag.name] else { return ["element <\(tag.name)>"] }
            return tag.attributes.sorted { $0.key < $1.key }.compactMap { name, value in
                guard let kind = known[name] ?? any[name], isGood(value, kind: kind) else {
                    return "attribute \(name)=\(value.prefix(60).debugDescription) of <\(tag.name)>"
                }
                return nil
            }
        }
    }

    private func isGood(_ value: String, kind: String) -> Bool {
        switch kind {
        case "text": true
        case "fixed": fixed.contains(value)
        case "word": value.utf8.allSatisfy(Self.isWord)
        case "number": value.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
        case "drawing": value.utf8.allSatisfy { Self.isWord($0) || " .,+()-".utf8.contains($0) }
        case "place": value.hasPrefix("#") && value.dropFirst().utf8.allSatisfy(Self.isWord)
        default: false
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || " _-".utf8.contains(byte)
    }
}
