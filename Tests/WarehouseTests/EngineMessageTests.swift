import Evidence
import Testing

@testable import Warehouse

/// How an engine's words become an error.
struct EngineMessageTests {
    @Test func thePlaceIsReadFromTheCaret() {
        let error = EngineMessage.error("Binder Error: no column b\n\nLINE 2:   b\n          ^")
        #expect(error.code == .sqlFailed)
        #expect(error.message == "no column b")
        #expect(error.line == 2)
        #expect(error.columnNumber == 3)
    }

    @Test func pathsOfTheMachineAreCutDown() {
        #expect(EngineMessage.withoutPaths("Cannot open \"/home/me/a b/x.csv\": no") == "Cannot open \"x.csv\": no")
        #expect(EngineMessage.withoutPaths("file /home/me/x.csv, line 3") == "file x.csv, line 3")
        #expect(EngineMessage.withoutPaths("1/2 and a/b") == "1/2 and a/b")
        #expect(EngineMessage.withoutPaths("see https://example.org/a/b") == "see https://example.org/a/b")
    }

    @Test func theValueOverACaretIsNotShown() {
        let error = EngineMessage.error(
            "Invalid Input Error: Could not parse string \"Anna Rossi\" according to format specifier \"%Y\"\nAnna Rossi\n^\nError: Expected a number"
        )
        #expect(
            error.message
                == "Could not parse string \"[masked]\" according to format specifier \"%Y\" Error: Expected a number")
    }

    @Test func aFullDiskIsSaidToBeFull() {
        #expect(EngineMessage.error("IO Error: Could not write: No space left on device").code == .diskFull)
    }

    @Test func aDiskThatFailsIsNoFaultOfASource() {
        let error = EngineMessage.error("IO Error: Could not write file \"/s/t.parquet\": Input/output error")
        #expect(error.code == .diskFailed)
        #expect(error.exitStatus == .failed)
    }

    @Test func theRowOfADelimitedFileIsNotShown() {
        let error = EngineMessage.error(
            "Invalid Input Error: CSV Error on Line: 3\nOriginal Line: secret,z\nExpected Number of Columns: 2 Found: 3\n\n  file = /home/me/r.csv\n"
        )
        #expect(error.message == "the row has 3 cells where the header has 2")
        #expect(error.file == "r.csv")
        #expect(error.fileLine == 3)
    }

    @Test(arguments: WarehouseError.Code.allCases)
    func everyErrorHasAFindingWithACure(code: WarehouseError.Code) {
        let findings = WarehouseError(code, "x").findings
        #expect(findings.count == 1)
        #expect(findings[0].advice?.isEmpty == false)
    }
}
