import Evidence
import Foundation
import Store
import TestSupport
import Testing

private let isPossible =
    ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

/// A disk that fails at one call ends a run with status 1 and harms nothing (D3 of the reliability table).
///
/// `strace` makes the N-th call of a kind fail, in the program and in its worker. Nightly, since each run is traced.
@Suite(.enabled(if: isPossible, "at night, with strace"), .serialized)
struct FailingDiskTests {
    /// A kind of call, and how it fails.
    struct Fault: Sendable, CustomTestStringConvertible {
        let calls: String
        let error: String
        /// Whether all calls from the N-th on fail, or that one alone.
        let stays: Bool

        var testDescription: String { "\(calls) \(error)\(stays ? " from then on" : "")" }
    }

    /// `write` serves pipes and wake-ups of threads too, which no disk lets fail for good.
    private static let faults = ["pwrite64", "write", "fsync,fdatasync", "rename,renameat,renameat2", "mkdir,mkdirat"]
        .flatMap { calls in
            ["ENOSPC", "EIO"].flatMap { error in
                (calls == "write" ? [false] : [false, true]).map { Fault(calls: calls, error: error, stays: $0) }
            }
        }

    @Test(arguments: faults) func `a call that fails`(fault: Fault) throws {
        let run = try FaultyRun(rows: 200)
        try #require(run.finish().status == 0)
        let first = try #require(try run.store.list().first).directory
        let hashes = try Workspace.hashes(under: first)
        var number = 1
        // The first calls one by one, the later ones further and further apart.
        while number < 400 {
            let rule = "\(fault.calls):error=\(fault.error):when=\(number)\(fault.stays ? "+" : "")"
            let result = try run.start(
                through: [
                    "/usr/bin/env", "timeout", "--signal=KILL", "60", "/usr/bin/strace", "-f", "-o", "/dev/null", "-e",
                    "trace=\(fault.calls)", "-e", "inject=\(rule)",
                ]
            ).wait()
            #expect([0, 1].contains(result.status), "\(rule): \(result.status) \(result.errors)")
            #expect(try Workspace.hashes(under: first) == hashes, "\(rule)")
            try run.expectNothingHalf()
            number += 1 + number / 6
        }
        #expect(try run.finish().status == 0)
        #expect(run.leftovers == [])
    }
}
