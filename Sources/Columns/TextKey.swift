/// A text that is told apart by its bytes.
///
/// Swift takes canonically equivalent texts ("é" as one or as two scalars) for equal; data does not. A dictionary
/// of a column may hold both, so that a `Dictionary` with unique keys made from it must have these as its keys.
package struct TextKey: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: TextKey, right: TextKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
