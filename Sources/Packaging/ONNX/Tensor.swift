/// What a tensor holds: the types of ONNX that the graphs of this room use.
enum ElementType: Int64, Sendable {
    case uint8 = 2
    case int64 = 7
    case string = 8
    case bool = 9
    case double = 11
}

/// A Swift type whose values stand in tensors.
protocol TensorElement: Hashable, Sendable {
    static var elementType: ElementType { get }
    /// The tensor of some values.
    static func body(of values: [Self]) -> Tensor.Body
}

/// A constant of the graph: its shape and its values, row-major.
struct Tensor: WireMessage, Hashable, Sendable {
    /// Values as ONNX stores them.
    enum Body: Hashable, Sendable {
        /// Little-endian, one after the other.
        case raw([UInt8])
        case strings([[UInt8]])
    }

    var name = ""
    let type: ElementType
    let shape: [Int]
    let body: Body

    /// Takes as many values as the shape says; no shape is a single value.
    init<Element: TensorElement>(_ values: [Element], shape: [Int]) {
        precondition(shape.reduce(1, *) == values.count, "a value for each place")
        type = Element.elementType
        self.shape = shape
        body = Element.body(of: values)
    }

    /// A tensor of one dimension.
    init<Element: TensorElement>(_ values: [Element]) { self.init(values, shape: [values.count]) }

    func write(to wire: inout WireWriter) {
        for size in shape { wire.write(1, Int64(size)) }
        wire.write(2, type.rawValue)
        if case .strings(let texts) = body { for text in texts { wire.write(6, bytes: text) } }
        if !name.isEmpty { wire.write(8, name) }
        if case .raw(let bytes) = body { wire.write(9, bytes: bytes) }
    }
}

extension FixedWidthInteger {
    fileprivate func appendLittleEndian(to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: Self.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: self >> shift))
        }
    }
}

extension Double: TensorElement {
    static var elementType: ElementType { .double }

    static func body(of values: [Double]) -> Tensor.Body {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 8)
        for value in values { value.bitPattern.appendLittleEndian(to: &bytes) }
        return .raw(bytes)
    }
}

extension Int64: TensorElement {
    static var elementType: ElementType { .int64 }

    static func body(of values: [Int64]) -> Tensor.Body {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 8)
        for value in values { value.appendLittleEndian(to: &bytes) }
        return .raw(bytes)
    }
}

extension UInt8: TensorElement {
    static var elementType: ElementType { .uint8 }
    static func body(of values: [UInt8]) -> Tensor.Body { .raw(values) }
}

extension Bool: TensorElement {
    static var elementType: ElementType { .bool }
    static func body(of values: [Bool]) -> Tensor.Body { .raw(values.map { $0 ? 1 : 0 }) }
}

extension String: TensorElement {
    static var elementType: ElementType { .string }
    static func body(of values: [String]) -> Tensor.Body { .strings(values.map { Array($0.utf8) }) }
}
