/// What a guardrail bounds: a metric, or how far groups are apart.
package enum GuardrailMeasure: Sendable, Equatable {
    case metric(MetricName)
    /// The worst over all sensitive columns.
    case fairness(FairnessMeasure)

    /// The name that a brief has for it.
    package var name: String {
        switch self {
        case .metric(let metric): metric.rawValue
        case .fairness(let measure): measure.rawValue
        }
    }
}
