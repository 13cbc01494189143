import CONNXRuntime
package import Foundation

/// The types of elements that go into foreign graphs and come out of them.
package enum RuntimeElement: String, Codable, Sendable, CaseIterable {
    case float
    case double
    case int32
    case int64
    case boolean
    case text

    init?(_ type: Int32) {
        guard let found = Self.allCases.first(where: { $0.type == type }) else { return nil }
        self = found
    }

    var type: Int32 {
        switch self {
        case .float: ORT_FLOAT
        case .double: ORT_DOUBLE
        case .int32: ORT_INT32
        case .int64: ORT_INT64
        case .boolean: ORT_BOOL
        case .text: ORT_STRING
        }
    }

    /// Bytes of an element; texts stand as their places in a dictionary.
    package var stride: Int {
        switch self {
        case .float, .int32, .text: 4
        case .double, .int64: 8
        case .boolean: 1
        }
    }
}

/// An array of a shape, as it goes into a graph or comes out of it.
package struct RuntimeArray: Codable, Sendable, Equatable {
    /// The input or output.
    package let name: String
    package let element: RuntimeElement
    package let shape: [Int64]
    /// Elements, row-major, in this machine's order of bytes.
    package let bytes: Data
    /// Texts that places stand for; empty for other elements.
    package let dictionary: [String]
    /// What the graph calls the columns of a matrix; empty where it does not.
    package let columns: [String]

    package init(
        name: String, element: RuntimeElement, shape: [Int64], bytes: Data, dictionary: [String] = [],
        columns: [String] = []
    ) {
        self.name = name
        self.element = element
        self.shape = shape
        self.bytes = bytes
        self.dictionary = dictionary
        self.columns = columns
    }

    /// An array of numbers or truth values.
    package init(name: String, element: RuntimeElement, shape: [Int64], _ values: [some BitwiseCopyable]) {
        self.init(name: name, element: element, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
    }

    /// An array of texts.
    package init(name: String, shape: [Int64], texts: [String]) {
        var places: [[UInt8]: Int32] = [:]
        var dictionary: [String] = []
        let codes = texts.map { text in
            places[Array(text.utf8)]
                ?? {
                    let place = Int32(dictionary.count)
                    dictionary.append(text)
                    places[Array(text.utf8)] = place
                    return place
                }()
        }
        self.init(
            name: name, element: .text, shape: shape, bytes: codes.withUnsafeBytes { Data($0) },
            dictionary: dictionary)
    }

    /// Elements in all, as the shape says; `nil` where no array can have it.
    package var count: Int? {
        shape.reduce(Int?.some(1)) { count, size in
            guard let count, let size = Int(exactly: size), size >= 0 else { return nil }
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            return overflows ? nil : product
        }
    }

    /// Whether there are as many bytes as the shape asks for, every text is in the dictionary, and
    /// every column has a name or none has.
    package var isWhole: Bool {
        guard let count, bytes.count.isMultiple(of: element.stride), bytes.count / element.stride == count else {
            return false
        }
        guard columns.isEmpty || shape.count == 2 && shape[1] == Int64(columns.count) else { return false }
        return element != .text || codes.allSatisfy { dictionary.indices.contains(Int($0)) }
    }

    /// Places of texts in the dictionary.
    package var codes: [Int32] { elements(of: Int32.self) }

    /// Elements of a type that has this array's stride.
    private func elements<Value: BitwiseCopyable>(of type: Value.Type) -> [Value] {
        let stride = MemoryLayout<Value>.stride
        return bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / stride).map { bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Value.self) }
        }
    }

    /// The elements as numbers; `nil` where they are texts.
    package var numbers: [Double]? {
        switch element {
        case .float: elements(of: Float.self).map(Double.init)
        case .double: elements(of: Double.self)
        case .int32: elements(of: Int32.self).map(Double.init)
        case .int64: elements(of: Int64.self).map(Double.init)
        case .boolean: bytes.map { $0 == 0 ? 0 : 1 }
        case .text: nil
        }
    }

    /// The elements as labels are written: integers in decimal, texts as they are; `nil` where they are neither.
    package var labels: [String]? {
        switch element {
        case .int32: elements(of: Int32.self).map { String($0) }
        case .int64: elements(of: Int64.self).map { String($0) }
        case .boolean: bytes.map { $0 == 0 ? "false" : "true" }
        case .text: codes.map { dictionary[Int($0)] }
        case .float, .double: nil
        }
    }
}
