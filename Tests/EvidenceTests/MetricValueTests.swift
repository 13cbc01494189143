import Evidence
import Testing

struct MetricValueTests {
    @Test func `a value without an interval has null bounds`() throws {
        #expect(
            try CanonicalJSON.line(MetricValue.value(0.5, nil))
                == #"{"interval":null,"lower":null,"upper":null,"value":0.5}"#)
    }

    @Test func `an undefined metric is null with its reason`() throws {
        #expect(
            try CanonicalJSON.line(MetricValue.undefined(reason: "one class"))
                == #"{"reason":"one class","value":null}"#)
    }

    @Test(arguments: [
        MetricValue.value(0.5, nil), .undefined(reason: "one class"),
        .value(0.69, Interval(lower: 0.68, upper: 0.7, method: .bootstrap)),
    ])
    func `values read back equal`(value: MetricValue) throws {
        #expect(try CanonicalJSON.decode(MetricValue.self, from: CanonicalJSON.encode(value)) == value)
    }

    @Test func `losses are better when smaller`() {
        #expect(!MetricName.logLoss.greaterIsBetter)
        #expect(MetricName.rocAUC.greaterIsBetter)
    }
}
