import Evidence
import Testing

@Suite struct RunRecordSealTests {
    private var record: RunRecord {
        var record = RunRecord(
            runID: "2026-11-24-t-aaaa", name: "t", status: .complete, fingerprint: String(repeating: "a", count: 64),
            started: "2026-11-24T10:00:00Z", ended: "2026-11-24T10:00:01Z", threads: 2,
            machine: RunRecord.Machine(system: "Linux", architecture: "x86_64", cores: 2))
        record.primaryValue = 0.1 + 0.2
        record.seconds = ["split": 1.0 / 3]
        record.findings = [
            Finding(.note, .constantColumn, "a\u{2028}b", evidence: ["x": .number(3), "y": .integer(3), "z": .null])
        ]
        return record
    }

    @Test func aRecordThatWasWrittenAndReadIsSealed() throws {
        let bytes = try CanonicalJSON.encode(record.sealed())
        #expect(try CanonicalJSON.decode(RunRecord.self, from: bytes).isSealed)
    }

    @Test func withoutItsHashARecordIsNotSealed() { #expect(!record.isSealed) }

    @Test func aSealedRecordIsSealedAnew() throws { #expect(try record.sealed().sealed() == record.sealed()) }

    @Test func aChangedFieldBreaksTheSeal() throws {
        var changed = try record.sealed()
        changed.primaryValue = 0.9
        #expect(!changed.isSealed)
    }
}
