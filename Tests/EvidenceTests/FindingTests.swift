import Evidence
import Testing

struct FindingTests {
    @Test func `every key of the contract is written and what is absent is null`() throws {
        let finding = Finding(.warning, .constantColumn, "column 'year' holds one value", column: "year")
        #expect(
            try CanonicalJSON.line(finding)
                == #"{"advice":null,"code":"constant-column","column":"year","column_number":null,"count":null,"#
                + #""evidence":{},"file":null,"keys":[],"line":null,"message":"column 'year' holds one value","#
                + #""severity":"warning","source":null}"#)
    }

    @Test func `a finding reads back equal`() throws {
        let finding = Finding(
            .error, .unknownKey, "unknown key 'lable'", advice: "use 'label'", file: "brief.yaml", line: 9,
            columnNumber: 3, source: "flights", column: "late", count: 2, keys: ["1", "2"],
            evidence: ["nearest": "label", "distance": 2, "share": 0.5, "flags": [true, .null]])
        #expect(try CanonicalJSON.decode(Finding.self, from: CanonicalJSON.encode(finding)) == finding)
    }

    @Test func `at most twenty keys are kept`() {
        let keys = (0...Limits.keysPerFinding).map(String.init)
        #expect(Finding(.error, .keyNull, "x", keys: keys).keys.count == Limits.keysPerFinding)
    }

    @Test func `the place names the file, or source and column`() {
        #expect(Finding(.error, .unknownKey, "x", file: "b.yaml", line: 9, columnNumber: 3).place == "b.yaml:9:3")
        #expect(Finding(.error, .keyNull, "x", source: "flights", column: "day").place == "flights.day")
        #expect(Finding(.error, .keyNull, "x").place == nil)
    }

    @Test func `codes are kebab case and distinct`() {
        for code in FindingCode.allCases {
            #expect(code.rawValue.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(code)")
        }
    }
}
