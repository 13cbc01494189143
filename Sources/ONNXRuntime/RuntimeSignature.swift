import CONNXRuntime

/// What goes into a graph and comes out of it, as the graph says.
package struct RuntimeSignature: Codable, Sendable, Equatable {
    package let inputs: [Port]
    package let outputs: [Port]

    package init(inputs: [Port], outputs: [Port]) {
        self.inputs = inputs
        self.outputs = outputs
    }

    /// An input or output.
    package struct Port: Codable, Sendable, Equatable {
        /// What it is.
        package enum Kind: Codable, Sendable, Equatable {
            case tensor(RuntimeElement)
            /// A tensor of elements that are not read here.
            case otherTensor
            /// Such as what a ZipMap makes.
            case sequenceOrMap
            case other
        }

        package let name: String
        package let kind: Kind
        /// Sizes of a tensor's dimensions; those that are free are negative.
        package let shape: [Int64]

        package init(name: String, kind: Kind, shape: [Int64]) {
            self.name = name
            self.kind = kind
            self.shape = shape
        }
    }
}

extension RuntimeSession {
    /// Asks the graph for its inputs and outputs.
    ///
    /// - Throws: ``RuntimeError`` where it does not say.
    package func signature() throws(RuntimeError) -> RuntimeSignature {
        let functions = library.functions.pointee
        var (inputCount, outputCount) = (0, 0)
        try library.check(functions.SessionGetInputCount(session, &inputCount))
        try library.check(functions.SessionGetOutputCount(session, &outputCount))
        var inputs: [RuntimeSignature.Port] = []
        for index in 0..<inputCount {
            let name = try name { functions.SessionGetInputName(session, index, $0, &$1) }
            inputs.append(try port(name) { functions.SessionGetInputTypeInfo(session, index, &$0) })
        }
        var outputs: [RuntimeSignature.Port] = []
        for index in 0..<outputCount {
            let name = try name { functions.SessionGetOutputName(session, index, $0, &$1) }
            outputs.append(try port(name) { functions.SessionGetOutputTypeInfo(session, index, &$0) })
        }
        return RuntimeSignature(inputs: inputs, outputs: outputs)
    }

    private func name(
        _ ask: (OpaquePointer?, inout UnsafeMutablePointer<CChar>?) -> OpaquePointer?
    ) throws(RuntimeError) -> String {
        var allocator: OpaquePointer?
        try library.check(library.functions.pointee.GetAllocatorWithDefaultOptions(&allocator))
        var text: UnsafeMutablePointer<CChar>?
        try library.check(ask(allocator, &text))
        guard let text else { throw .refused("a name is missing") }
        defer { library.functions.pointee.ReleaseStatus(library.functions.pointee.AllocatorFree(allocator, text)) }
        return String(cString: text)
    }

    private func port(
        _ name: String, _ ask: (inout OpaquePointer?) -> OpaquePointer?
    ) throws(RuntimeError) -> RuntimeSignature.Port {
        let functions = library.functions.pointee
        let type = try library.made(ask)
        defer { functions.ReleaseTypeInfo(type) }
        var kind: Int32 = 0
        try library.check(functions.GetOnnxTypeFromTypeInfo(type, &kind))
        guard kind == ORT_TENSOR else {
            let isNested = kind == ORT_SEQUENCE || kind == ORT_MAP
            return RuntimeSignature.Port(name: name, kind: isNested ? .sequenceOrMap : .other, shape: [])
        }
        var info: OpaquePointer?
        try library.check(functions.CastTypeInfoToTensorInfo(type, &info))
        guard let info else { return RuntimeSignature.Port(name: name, kind: .otherTensor, shape: []) }
        let (element, shape) = try library.typeAndShape(info)
        let tensor = RuntimeElement(element).map(RuntimeSignature.Port.Kind.tensor) ?? .otherTensor
        return RuntimeSignature.Port(name: name, kind: tensor, shape: shape)
    }
}

extension RuntimeLibrary {
    /// The type of a tensor's elements, and its sizes.
    func typeAndShape(_ info: OpaquePointer) throws(RuntimeError) -> (Int32, [Int64]) {
        var type: Int32 = 0
        try check(functions.pointee.GetTensorElementType(info, &type))
        var dimensions = 0
        try check(functions.pointee.GetDimensionsCount(info, &dimensions))
        var shape = [Int64](repeating: 0, count: dimensions)
        try check(functions.pointee.GetDimensions(info, &shape, dimensions))
        return (type, shape)
    }
}
