import Evidence
import Foundation
import Testing

struct CanonicalJSONTests {
    private struct Sample: Codable, Equatable {
        var zeta = 1
        var alpha: [String: Double?] = ["b": 0.1, "a": nil]
        var text = "line\n\"quote\" \u{7F} é"
        var empty: [Int] = []
    }

    @Test func `keys are sorted, doubles are shortest, and the file ends with a line feed`() throws {
        let text = String(decoding: try CanonicalJSON.encode(Sample()), as: UTF8.self)
        #expect(
            text == """
                {
                  "alpha": {
                    "a": null,
                    "b": 0.1
                  },
                  "empty": [],
                  "text": "line\\n\\"quote\\" \\u007f é",
                  "zeta": 1
                }

                """)
    }

    @Test(arguments: [
        0.1, -0.0, 1e22, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 123456789.125, 1.0 / 3, 2, 1e16,
    ])
    func `doubles read back to the same bits`(value: Double) throws {
        let data = try CanonicalJSON.encode([value])
        let back = try CanonicalJSON.decode([Double].self, from: data)
        #expect(back[0].bitPattern == value.bitPattern)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `numbers without a JSON form are refused`(value: Double) {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode([value]) }
    }

    @Test func `an unsigned integer beyond 64 signed bits is refused`() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode([UInt64.max]) }
    }

    @Test func `a value reads back equal`() throws {
        #expect(try CanonicalJSON.decode(Sample.self, from: CanonicalJSON.encode(Sample())) == Sample())
    }

    @Test func `the line form holds no line feed`() throws {
        #expect(try CanonicalJSON.line(["b": [1, 2], "a": []]) == #"{"a":[],"b":[1,2]}"#)
    }

    @Test func `dictionaries with enum keys are objects`() throws {
        #expect(try CanonicalJSON.line([MetricName.rocAUC: 0.5]) == #"{"roc_auc":0.5}"#)
    }
}
