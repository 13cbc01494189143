import Evidence

/// A word of a command that a person copies.
package enum ShellWord {
    /// The word as a shell reads it back, on one line.
    package static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "-")...UInt8(ascii: "9") ~= byte
                || byte == UInt8(ascii: "_")
        }
        return isPlain && !text.isEmpty
            ? text : DisplayText.escaped("'" + text.replacing("'", with: "'\\''") + "'")
    }
}
