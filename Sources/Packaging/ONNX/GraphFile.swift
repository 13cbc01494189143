/// A whole ONNX file: the graph, its operator sets, and facts for those who feed it.
struct GraphFile: WireMessage, Sendable {
    /// The oldest form of the file that may hold these operators.
    static let formatVersion: Int64 = 10

    let graph: Graph
    /// Facts by name, in the order in which they stand.
    let facts: [(name: String, text: String)]

    func write(to wire: inout WireWriter) {
        wire.write(1, Self.formatVersion)
        wire.write(2, "associate")
        wire.write(7, graph)
        for set in OperatorSet.allCases { wire.write(8, SetVersion(set: set)) }
        for fact in facts { wire.write(14, Fact(name: fact.name, text: fact.text)) }
    }
}

/// An input or an output of a graph: rows of `width` values.
struct Port: WireMessage, Sendable {
    let name: String
    let type: ElementType
    /// Values a row; `nil` where the tensor has one dimension only.
    let width: Int?
    /// What is to be put in, or what comes out.
    let note: String

    func write(to wire: inout WireWriter) {
        wire.write(1, name)
        wire.write(2, TypeMessage(tensor: TensorType(element: type, width: width)))
        if !note.isEmpty { wire.write(3, note) }
    }
}

extension Graph: WireMessage {
    func write(to wire: inout WireWriter) {
        for node in operators { wire.write(1, node) }
        wire.write(2, "associate")
        for constant in constants { wire.write(5, constant) }
        for input in inputs { wire.write(11, input) }
        for output in outputs { wire.write(12, output) }
    }
}

private struct SetVersion: WireMessage {
    let set: OperatorSet

    func write(to wire: inout WireWriter) {
        wire.write(1, set.rawValue)
        wire.write(2, set.version)
    }
}

private struct Fact: WireMessage {
    let name: String
    let text: String

    func write(to wire: inout WireWriter) {
        wire.write(1, name)
        wire.write(2, text)
    }
}

private struct TypeMessage: WireMessage {
    let tensor: TensorType

    func write(to wire: inout WireWriter) { wire.write(1, tensor) }
}

private struct TensorType: WireMessage {
    let element: ElementType
    let width: Int?

    func write(to wire: inout WireWriter) {
        wire.write(1, element.rawValue)
        wire.write(2, Shape(width: width))
    }

    private struct Shape: WireMessage {
        let width: Int?

        func write(to wire: inout WireWriter) {
            wire.write(1, Dimension.rows)
            if let width { wire.write(1, Dimension.size(width)) }
        }
    }

    private enum Dimension: WireMessage {
        case rows
        case size(Int)

        func write(to wire: inout WireWriter) {
            switch self {
            case .rows: wire.write(2, "rows")
            case .size(let size): wire.write(1, Int64(size))
            }
        }
    }
}
