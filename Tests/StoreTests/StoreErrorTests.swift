import Evidence
import Store
import Testing

@Suite struct StoreErrorTests {
    @Test(arguments: StoreError.Code.allCases)
    func everyCodeEndsTheCommandWithAnError(code: StoreError.Code) {
        let error = StoreError(code, "message", path: "/p", advice: "advice")
        #expect(error.exitStatus == .failed || error.exitStatus == .inputWrong)
        #expect(error.findings.first?.advice == "advice")
        #expect(error.description == "/p: message")
    }
}
