import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A stream that people or programs read: standard output or standard error.
package struct Output: Sendable {
    /// Which stream.
    package enum Stream: Int32, Sendable {
        case standardOutput = 1
        case standardError = 2
    }

    package let stream: Stream
    package let style: Style

    /// A stream with the style that it allows.
    package init(_ stream: Stream, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.stream = stream
        var environment = environment
        let isTerminal = isatty(stream.rawValue) == 1
        if isTerminal, let columns = Output.columns(of: stream.rawValue) { environment["COLUMNS"] = String(columns) }
        style = Style(isTerminal: isTerminal, environment: environment)
    }

    /// Writes text as it is; a reader that went away is passed over.
    package func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { systemWrite(stream.rawValue, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Writes a line.
    package func line(_ text: String = "") { write(text + "\n") }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
