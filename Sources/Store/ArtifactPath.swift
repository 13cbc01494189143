import Foundation

/// The name of a file inside a run: relative components, so that no name leads out of the run's folder.
///
/// Refused are: nothing at all, absolute paths, empty components, `.` and `..`, backslashes, `%`, `:`, control
/// characters and NUL, a leading `~`, text that is not in Unicode's composed form (NFC), components over
/// 255 bytes and paths over 1,024 bytes. A name is taken as it is written and decoded never.
package struct ArtifactPath: Hashable, Sendable, CustomStringConvertible {
    /// The path with `/` between its components.
    package let text: String

    /// A path as written.
    ///
    /// - Throws: ``StoreError`` with `pathRefused` and the reason.
    package init(_ text: String) throws(StoreError) {
        if let reason = Self.refusal(of: text) {
            let shown = text.unicodeScalars.prefix(80).map { $0.escaped(asASCII: true) }.joined()
            throw StoreError(
                .pathRefused, "'\(shown)' cannot name a file of a run: \(reason)",
                advice: "name the file by its path inside the run's folder, such as evaluation/metrics.json")
        }
        self.text = text
    }

    /// The parts between the slashes, at least one.
    package var components: [String] { text.split(separator: "/").map(String.init) }

    package var description: String { text }

    private static func refusal(of text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.count > 1_024 { return "it is longer than 1,024 bytes" }
        if text.utf8.first == UInt8(ascii: "/") { return "it is absolute" }
        if text.utf8.first == UInt8(ascii: "~") { return "it begins with '~'" }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "%", ":": return "it contains '\(scalar)'"
            default: break
            }
            if scalar.properties.generalCategory == .control { return "it contains a control character" }
        }
        for component in text.split(separator: "/", omittingEmptySubsequences: false) {
            if component.isEmpty { return "it has an empty component" }
            if component == "." || component == ".." { return "it has the component '\(component)'" }
            if component.utf8.count > 255 { return "a component is longer than 255 bytes" }
        }
        let composed = text.precomposedStringWithCanonicalMapping
        if !composed.utf8.elementsEqual(text.utf8) { return "it is not in Unicode's composed form (NFC)" }
        return nil
    }
}
