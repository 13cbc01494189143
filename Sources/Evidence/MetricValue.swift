/// How an interval was found.
package enum IntervalMethod: String, Codable, Sendable {
    case bootstrap
    case clusterBootstrap = "cluster_bootstrap"
    case resampledT = "resampled_t"
    case influence
}

/// A range that covers the true value with 95 % confidence.
package struct Interval: Sendable, Equatable {
    package var lower: Double
    package var upper: Double
    package var method: IntervalMethod

    package init(lower: Double, upper: Double, method: IntervalMethod) {
        self.lower = lower
        self.upper = upper
        self.method = method
    }
}

/// A metric's value with its interval where one was computed, or the reason why it has none.
package enum MetricValue: Sendable, Equatable {
    case value(Double, Interval?)
    case undefined(reason: String)

    /// Why there is no value; `nil` where there is one.
    package var reason: String? { if case .undefined(let reason) = self { reason } else { nil } }

    /// The number, or `nil` where the metric is undefined.
    package var number: Double? {
        guard case .value(let number, _) = self else { return nil }
        return number
    }
}

extension MetricValue: Codable {
    private enum CodingKeys: String, CodingKey { case value, lower, upper, interval, reason }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let value = try fields.decodeIfPresent(Double.self, forKey: .value) else {
            self = .undefined(reason: try fields.decode(String.self, forKey: .reason))
            return
        }
        let method = try fields.decodeIfPresent(IntervalMethod.self, forKey: .interval)
        let lower = try fields.decodeIfPresent(Double.self, forKey: .lower)
        let upper = try fields.decodeIfPresent(Double.self, forKey: .upper)
        if let method, let lower, let upper {
            self = .value(value, Interval(lower: lower, upper: upper, method: method))
        } else {
            self = .value(value, nil)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .undefined(let reason):
            try fields.encodeNil(forKey: .value)
            try fields.encode(reason, forKey: .reason)
        case .value(let value, let interval):
            try fields.encode(value, forKey: .value)
            try fields.encode(interval?.lower, forKey: .lower)
            try fields.encode(interval?.upper, forKey: .upper)
            try fields.encode(interval?.method, forKey: .interval)
        }
    }
}
