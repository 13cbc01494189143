import CONNXRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A column of a graph's input.
package enum RuntimeInput: Sendable {
    case doubles([Double])
    case integers([Int64])
    case booleans([Bool])
    /// Texts as places in a dictionary.
    case texts([Int32], dictionary: [String])
}

/// A value of ONNX Runtime, released when nobody holds it any more.
final class RuntimeTensor {
    let value: OpaquePointer
    private let library: RuntimeLibrary
    /// The memory that the value looks at.
    private let storage: UnsafeMutableRawPointer?

    /// Takes over a value that the library made.
    init(_ value: OpaquePointer, of library: RuntimeLibrary) {
        (self.value, self.library, storage) = (value, library, nil)
    }

    /// A column: as many rows of one value.
    convenience init(_ input: RuntimeInput, memory: OpaquePointer, _ library: RuntimeLibrary) throws(RuntimeError) {
        switch input {
        case .doubles(let values): try self.init(copying: values, type: ORT_DOUBLE, memory: memory, library)
        case .integers(let values): try self.init(copying: values, type: ORT_INT64, memory: memory, library)
        case .booleans(let values): try self.init(copying: values, type: ORT_BOOL, memory: memory, library)
        case .texts(let codes, let dictionary): try self.init(codes, dictionary, library)
        }
    }

    private init<Element: BitwiseCopyable>(
        copying values: [Element], type: Int32, memory: OpaquePointer, _ library: RuntimeLibrary
    ) throws(RuntimeError) {
        let bytes = values.count * MemoryLayout<Element>.stride
        let storage = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 16)
        values.withUnsafeBytes { if let source = $0.baseAddress { storage.copyMemory(from: source, byteCount: bytes) } }
        let shape = [Int64(values.count), 1]
        do throws(RuntimeError) {
            value = try library.made {
                library.functions.pointee.CreateTensorWithDataAsOrtValue(memory, storage, bytes, shape, 2, type, &$0)
            }
        } catch {
            storage.deallocate()
            throw error
        }
        self.library = library
        self.storage = storage
    }

    private init(_ codes: [Int32], _ dictionary: [String], _ library: RuntimeLibrary) throws(RuntimeError) {
        guard !dictionary.contains(where: { $0.utf8.contains(0) }) else { throw .nulInText }
        var allocator: OpaquePointer?
        try library.check(library.functions.pointee.GetAllocatorWithDefaultOptions(&allocator))
        let shape = [Int64(codes.count), 1]
        let value = try library.made {
            library.functions.pointee.CreateTensorAsOrtValue(allocator, shape, 2, ORT_STRING, &$0)
        }
        (self.value, self.library, storage) = (value, library, nil)
        let texts = CTexts(dictionary)
        let rows = codes.map { texts.pointers[Int($0)] }
        try library.check(library.functions.pointee.FillStringTensor(value, rows, rows.count))
    }

    deinit {
        library.functions.pointee.ReleaseValue(value)
        storage?.deallocate()
    }

    /// Values in all.
    private func count() throws(RuntimeError) -> Int {
        let info = try library.made { library.functions.pointee.GetTensorTypeAndShape(value, &$0) }
        defer { library.functions.pointee.ReleaseTensorTypeAndShapeInfo(info) }
        var count = 0
        try library.check(library.functions.pointee.GetTensorShapeElementCount(info, &count))
        return count
    }

    /// The values of a tensor of doubles.
    func doubles() throws(RuntimeError) -> [Double] {
        var data: UnsafeMutableRawPointer?
        try library.check(library.functions.pointee.GetTensorMutableData(value, &data))
        let count = try count()
        guard count > 0, let data else { return [] }
        return Array(UnsafeBufferPointer(start: data.assumingMemoryBound(to: Double.self), count: count))
    }

    /// The values of a tensor of texts.
    func texts() throws(RuntimeError) -> [String] {
        let count = try count()
        var length = 0
        try library.check(library.functions.pointee.GetStringTensorDataLength(value, &length))
        var bytes = [UInt8](repeating: 0, count: length)
        var offsets = [Int](repeating: 0, count: count)
        try library.check(
            library.functions.pointee.GetStringTensorContent(value, &bytes, length, &offsets, count))
        let ends = offsets.dropFirst() + [length]
        return zip(offsets, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
    }
}

/// Texts as C has them, for as long as somebody holds them.
final class CTexts {
    let pointers: [UnsafePointer<CChar>?]

    init(_ texts: [String]) { pointers = texts.map { text in strdup(text).map { UnsafePointer($0) } } }

    deinit { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
}
