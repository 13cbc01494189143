import Columns
import Dispatch
import Testing

struct BesideTests {
    @Test func `another thread's value comes to the caller`() {
        #expect(Beside { 42 }.wait() == 42)
    }

    /// The stall was found by a run under a false clock, where no watchdog adds threads to a pool that waits.
    @Test func `where no thread is free the caller does the work`() {
        let queue = DispatchQueue(label: "busy")
        queue.suspend()
        defer { queue.resume() }
        let beside = Beside(on: queue) { 42 }
        #expect(beside.wait() == 42)
        #expect(beside.wait() == 42)
    }

    // Far beyond its work, since where it waits it stands behind all other tests; a lock would last.
    @Test(.timeLimit(.minutes(30))) func `more callers than threads do not wait for one another`() async {
        let sums = await withTaskGroup(of: Int.self) { group in
            for number in 0..<64 {
                group.addTask { (0..<20).reduce(0) { sum, step in sum + Beside { number * step }.wait() } }
            }
            return await group.reduce(0, +)
        }
        #expect(sums == 64 * 63 / 2 * 190)
    }
}
