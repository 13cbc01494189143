import Evidence
import Synchronization
import Testing

@testable import Pipeline

/// Time by step, the lines of `run.log`, and what an observer is told.
struct JournalTests {
    @Test func `seconds of a step that comes twice are added`() {
        let journal = Journal { _ in }
        journal.tell(.finished(name: "linear", detail: "", seconds: 1))
        journal.tell(.finished(name: "linear", detail: "", seconds: 2))
        #expect(journal.seconds == ["linear": 3])
    }

    @Test func `a message of several lines is one line of the log`() {
        let journal = Journal { _ in }
        journal.log(Finding(.error, .engineFailed, "one\ntwo\r\u{1B}[2Kthree"))
        journal.tell(.finished(name: "a\nb", detail: "c\nd", seconds: 0))
        #expect(journal.log.split(separator: "\n").count == 2)
        #expect(!journal.log.contains("\u{1B}"))
        #expect(!journal.log.contains("\r"))
    }

    @Test func `a step that fails is not told as finished`() async {
        let names = Mutex<[String]>([])
        let journal = Journal { event in
            if case .finished(let name, _, _, _, _) = event { names.withLock { $0.append(name) } }
        }
        await #expect(throws: CancellationError.self) {
            try await journal.step("checks") { () async throws -> (Int, detail: String, needsLook: Bool) in
                throw CancellationError()
            }
        }
        #expect(names.withLock(\.self) == [])
    }

    @Test func `a cancelled task starts no step`() async {
        let journal = Journal { _ in }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await journal.step("checks") { (1, detail: "", needsLook: false) }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
