import Evidence
import Store
import Testing

@testable import Pipeline

/// How an error is recorded and what the program's exit status is.
struct RunFailureTests {
    private struct Some: HouseError {
        let exitStatus: Evidence.ExitStatus
        var findings: [Finding] { [Finding(.error, .engineFailed, "it failed")] }
    }

    private struct Foreign: Error {}

    @Test(arguments: Evidence.ExitStatus.allCases) func `a run that is not complete is never recorded as complete`(
        status: Evidence.ExitStatus
    ) {
        let failure = RunFailure(Some(exitStatus: status))
        #expect(failure.exitStatus == status)
        #expect(failure.status != .complete)
        #expect(failure.outcome.status == failure.status)
    }

    @Test func `checks and sign-offs stop, signals interrupt, the rest fails`() {
        func status(_ exit: Evidence.ExitStatus) -> RunStatus { RunFailure(Some(exitStatus: exit)).status }
        #expect([status(.checksStopped), status(.signOffNeeded)] == [.stopped, .stopped])
        #expect([status(.interrupted), status(.terminated)] == [.interrupted, .interrupted])
        #expect([status(.failed), status(.inputWrong), status(.usage)] == [.failed, .failed, .failed])
    }

    @Test func `a task that is cancelled was interrupted`() {
        let failure = RunFailure(CancellationError())
        #expect(failure.exitStatus == .interrupted)
        #expect(failure.findings.map(\.code) == [.interrupted])
    }

    @Test func `an error that no room knows is a fault of the program`() {
        let failure = RunFailure(Foreign())
        #expect(failure.exitStatus == .failed)
        #expect(failure.findings.map(\.code) == [.internalError])
        #expect(failure.findings.first?.advice?.contains("report") == true)
    }

    @Test func `what goes wrong while recording is added`() {
        let first = RunFailure(Some(exitStatus: .inputWrong))
        let both = first.adding(
            [Finding(.error, .diskFull, "full")], outcome: RunOutcome(status: .failed, findings: []))
        #expect(both.findings.map(\.code) == [.engineFailed, .diskFull])
        #expect(both.exitStatus == .inputWrong)
    }
}
