import Foundation

/// A small text file, read no further than its limit.
enum TextFile {
    case text(String)
    case tooLarge
    /// The place of the first byte that is no UTF-8.
    case notText(TextSpan)
    case unreadable(String)

    /// Reads a file of at most `limit` bytes; a byte order mark is left out.
    static func read(_ path: String, limit: Int) -> TextFile {
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            data = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            return .unreadable(reason(error))
        }
        return data.count > limit ? .tooLarge : decode(Array(data))
    }

    /// Bytes as text, or the place of the first that is none.
    static func decode(_ bytes: [UInt8]) -> TextFile {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let text = String(validating: marked, as: UTF8.self) else {
            return .notText(TextSpan(ofByte: validPrefix(of: marked), in: marked))
        }
        return .text(text)
    }

    /// How many bytes are valid UTF-8 from the start.
    private static func validPrefix(of bytes: [UInt8]) -> Int {
        var offset = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
        }
        return offset
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        guard underlying.domain == NSPOSIXErrorDomain else { return "the system refused" }
        return String(cString: strerror(Int32(underlying.code))).lowercased()
    }
}
