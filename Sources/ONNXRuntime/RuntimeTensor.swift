import CONNXRuntime
import Foundation

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
    let library: RuntimeLibrary
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
        case .texts(let codes, let dictionary):
            try self.init(codes, dictionary, shape: [Int64(codes.count), 1], library)
        }
    }

    private convenience init<Element: BitwiseCopyable>(
        copying values: [Element], type: Int32, memory: OpaquePointer, _ library: RuntimeLibrary
    ) throws(RuntimeError) {
        let storage = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(values.count * MemoryLayout<Element>.stride, 1), alignment: 16)
        values.withUnsafeBytes { storage.copyMemory(from: $0) }
        try self.init(
            owning: storage, bytes: values.count * MemoryLayout<Element>.stride, type: type,
            shape: [Int64(values.count), 1], memory: memory, library)
    }

    /// An array of a shape, whose bytes are copied.
    convenience init(_ array: RuntimeArray, memory: OpaquePointer, _ library: RuntimeLibrary) throws(RuntimeError) {
        guard array.isWhole else { throw .refused("an array has other than its bytes") }
        guard array.element != .text else {
            try self.init(array.codes, array.dictionary, shape: array.shape, library)
            return
        }
        let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: max(array.bytes.count, 1), alignment: 16)
        array.bytes.withUnsafeBytes { storage.copyMemory(from: $0) }
        try self.init(
            owning: storage, bytes: array.bytes.count, type: array.element.type, shape: array.shape, memory: memory,
            library)
    }

    private init(
        owning buffer: UnsafeMutableRawBufferPointer, bytes: Int, type: Int32, shape: [Int64], memory: OpaquePointer,
        _ library: RuntimeLibrary
    ) throws(RuntimeError) {
        let storage = buffer.baseAddress
        do throws(RuntimeError) {
            value = try library.made {
                library.functions.pointee.CreateTensorWithDataAsOrtValue(
                    memory, storage, bytes, shape, shape.count, type, &$0)
            }
        } catch {
            buffer.deallocate()
            throw error
        }
        self.library = library
        self.storage = storage
    }

    private init(
        _ codes: [Int32], _ dictionary: [String], shape: [Int64], _ library: RuntimeLibrary
    ) throws(RuntimeError) {
        guard !dictionary.contains(where: { $0.utf8.contains(0) }) else { throw .nulInText }
        var allocator: OpaquePointer?
        try library.check(library.functions.pointee.GetAllocatorWithDefaultOptions(&allocator))
        let value = try library.made {
            library.functions.pointee.CreateTensorAsOrtValue(allocator, shape, shape.count, ORT_STRING, &$0)
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

    /// The tensor, or the maps that a ZipMap made, as an array.
    ///
    /// - Throws: ``RuntimeError`` where it is neither, or has elements that are not read here.
    func array(named name: String) throws(RuntimeError) -> RuntimeArray {
        var isTensor: Int32 = 0
        try library.check(library.functions.pointee.IsTensor(value, &isTensor))
        guard isTensor != 0 else { return try matrix(ofMaps: name) }
        let info = try library.made { library.functions.pointee.GetTensorTypeAndShape(value, &$0) }
        defer { library.functions.pointee.ReleaseTensorTypeAndShapeInfo(info) }
        let (type, shape) = try library.typeAndShape(info)
        guard let element = RuntimeElement(type) else { throw .refused("'\(name)' has elements of another type") }
        if element == .text { return RuntimeArray(name: name, shape: shape, texts: try texts()) }
        var data: UnsafeMutableRawPointer?
        try library.check(library.functions.pointee.GetTensorMutableData(value, &data))
        let bytes = try count() * element.stride
        return RuntimeArray(
            name: name, element: element, shape: shape,
            bytes: data.map { Data(bytes: $0, count: bytes) } ?? Data())
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
