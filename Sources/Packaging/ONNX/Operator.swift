/// A set of operators, and the version of it that a graph is written in.
enum OperatorSet: String, CaseIterable, Sendable {
    case standard = ""
    /// Trees and look-ups.
    case machineLearning = "ai.onnx.ml"

    /// The oldest version that has all that is used: trees in double precision came with 5.
    var version: Int64 { self == .standard ? 18 : 5 }
}

/// One operator of a graph, with the names of what it reads and makes.
struct Operator: WireMessage, Sendable {
    let type: String
    let set: OperatorSet
    let inputs: [String]
    let output: String
    let attributes: [Attribute]

    func write(to wire: inout WireWriter) {
        for input in inputs { wire.write(1, input) }
        wire.write(2, output)
        wire.write(3, output)
        wire.write(4, type)
        for attribute in attributes { wire.write(5, attribute) }
        if set != .standard { wire.write(7, set.rawValue) }
    }
}

/// What an operator is told besides its inputs.
struct Attribute: WireMessage, Hashable, Sendable {
    let name: String
    let value: Value

    /// The kinds of attributes that are used here.
    enum Value: Hashable, Sendable {
        case integer(Int64)
        case integers([Int64])
        case strings([[UInt8]])
        case tensor(Tensor)

        /// ONNX's number of the kind.
        fileprivate var kind: Int64 {
            switch self {
            case .integer: 2
            case .tensor: 4
            case .integers: 7
            case .strings: 8
            }
        }
    }

    init(_ name: String, _ value: Int64) { (self.name, self.value) = (name, .integer(value)) }
    init(_ name: String, _ values: [Int64]) { (self.name, self.value) = (name, .integers(values)) }
    init(_ name: String, _ texts: [String]) { (self.name, self.value) = (name, .strings(texts.map { Array($0.utf8) })) }
    init(_ name: String, tensor: Tensor) { (self.name, self.value) = (name, .tensor(tensor)) }

    func write(to wire: inout WireWriter) {
        wire.write(1, name)
        switch value {
        case .integer(let value): wire.write(3, value)
        case .tensor(let tensor): wire.write(5, tensor)
        case .integers(let values): wire.write(8, packed: values)
        case .strings(let texts): for text in texts { wire.write(9, bytes: text) }
        }
        wire.write(20, value.kind)
    }
}
