import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lines that a child gets from its parent; their end is the parent's.
final class RequestLines: Sendable {
    private struct State {
        var buffer = Data()
        var lines: [Data] = []

        /// Cuts the first whole line off what has come.
        mutating func takeLine() -> Data? {
            guard let end = buffer.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            let line = Data(buffer[buffer.startIndex..<end])
            buffer = Data(buffer[(end + 1)...])
            return line
        }
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)

    /// The longest line that is read: more than the longest request.
    private static let lineBytes = 1 << 28

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The first line, read here and now; `nil` where there is none, or it is longer than any request.
    func first() -> Data? {
        while true {
            if let line = state.withLock({ $0.takeLine() }) { return line }
            guard readBlock(), state.withLock({ $0.buffer.count }) < Self.lineBytes else { return nil }
        }
    }

    /// Reads on from a thread of its own; `ended` is called where no more will come, also while work is done.
    func follow(ended: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [self] in
            repeat {
                while let line = state.withLock({ $0.takeLine() }) {
                    state.withLock { $0.lines.append(line) }
                    arrived.signal()
                }
            } while readBlock() && state.withLock({ $0.buffer.count }) < Self.lineBytes
            ended()
        }
    }

    /// The next line, waited for without using the processor.
    func next() -> Data {
        arrived.wait()
        return state.withLock { $0.lines.removeFirst() }
    }

    /// Takes what has come; `false` at the end.
    private func readBlock() -> Bool {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            state.withLock { $0.buffer.append(contentsOf: block[..<count]) }
            return true
        }
    }
}
