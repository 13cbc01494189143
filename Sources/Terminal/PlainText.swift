/// Text cut and filled to columns.
package enum PlainText {
    /// The text cut to a number of characters, with `…` where something was cut.
    package static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(max(0, length - 1)) + "…"
    }

    /// The text with spaces up to a width; longer text stays as it is.
    package static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
