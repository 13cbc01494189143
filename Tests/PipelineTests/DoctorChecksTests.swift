import Evidence
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// What the doctor says of a machine's parts.
@Suite struct DoctorChecksTests {
    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], Diagnosis.State.ok), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .look),
        (["LC_ALL": "", "LC_CTYPE": "C.utf8"], .ok), ([:], .look), (["LANG": "de_DE"], .look),
    ])
    func `a terminal needs UTF-8, by the first variable that is set`(
        environment: [String: String], state: Diagnosis.State
    ) {
        let check = TerminalCheck.check(isTerminal: true, width: 100, environment: environment)
        #expect(check.state == state)
        #expect((check.cure == "export LC_ALL=C.UTF-8") == (state == .look))
    }

    @Test func `a narrow terminal is worth a look`() {
        let locale = ["LANG": "C.UTF-8"]
        #expect(TerminalCheck.check(isTerminal: true, width: 79, environment: locale).state == .look)
        #expect(TerminalCheck.check(isTerminal: true, width: 80, environment: locale).state == .ok)
    }

    @Test func `memory is what the process may use, not what the machine has`() {
        let check = MachineChecks.memory(total: 64 << 30, limit: 512 << 20, available: 60 << 30)
        #expect(check.state == .look)
        #expect(check.detail.hasPrefix(NumberText.bytes(512 << 20)))
        #expect(MachineChecks.memory(total: 64 << 30, limit: nil, available: 8 << 30).state == .ok)
        #expect(MachineChecks.memory(total: 64 << 30, limit: nil, available: 1 << 20).state == .look)
        #expect(MachineChecks.memory(total: 4 << 30, limit: nil, available: nil).state == .ok)
    }

    @Test func `a store that a first run would make is in order and is not made`() throws {
        let place = try Workspace()
        let check = MachineChecks.store(place.path + "/deep/er")
        #expect(check.state == .ok)
        #expect(check.detail.contains("made by the first run"))
        #expect(place.names(in: ".") == [])
    }

    @Test func `what is missing decides the status, what is worth a look does not`() {
        let look = Diagnosis(system: "s", checks: [.init("a", .ok, "x"), .init("b", .look, "x")])
        #expect(look.exitStatus == .done)
        let missing = Diagnosis(system: "s", checks: look.checks + [.init("c", .missing, "x")])
        #expect(missing.exitStatus == .failed)
        #expect(missing.missing.map(\.name) == ["c"])
    }

    @Test func `a child that is no program of ours gives no answer`() {
        #expect(NativePart.duckDB.check(executable: "/bin/echo").state == .missing)
        #expect(NativePart.sqlite.check(executable: "/does/not/exist").state == .look)
    }

    @Test func `a child that does not end is ended`() throws {
        let place = try Workspace()
        let script = try place.write("sleeper", "#!/bin/sh\nexec sleep 100\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let check = NativePart.lightGBM.check(executable: script, seconds: 1)
        #expect(check.state == .missing)
        #expect(check.detail.contains("signal 9"))
    }
}
