/// What is done to a classifier's scores so that its probabilities are those that were seen on other rows.
///
/// It is part of the model in every form: a line through the raw scores before the link, or a table of probabilities
/// after it. It changes no order of rows beyond making scores equal, and no attribution, which speaks of raw scores.
package enum Recalibration: Sendable, Equatable {
    /// Raw scores are divided by a number above 0 (Guo et al., 2017): all of a row alike, so the likeliest class stays.
    case temperature(Double)
    /// Binary: a line through the raw scores (Platt, 1999), the slope being above 0.
    case sigmoid(slope: Double, intercept: Double)
    /// Binary: a table from the probability to the probability, between whose rows lines are drawn.
    case isotonic(IsotonicTable)

    /// The line that raw scores go through before the link; `nil` where they stay.
    package var line: (slope: Double, intercept: Double)? {
        switch self {
        case .temperature(let temperature): (1 / temperature, 0)
        case .sigmoid(let slope, let intercept): (slope, intercept)
        case .isotonic: nil
        }
    }

    /// The table that probabilities go through after the link; `nil` where they stay.
    package var table: IsotonicTable? {
        if case .isotonic(let table) = self { table } else { nil }
    }

    /// The first thing that keeps it from being applied, or `nil`.
    func firstFault(link: Link) -> String? {
        switch (self, link) {
        case (_, .identity): return "a regression has no recalibration"
        case (.sigmoid, .softmax), (.isotonic, .softmax): return "several classes are recalibrated by temperature alone"
        case (.isotonic(let table), _): return table.firstFault
        case (.temperature, _), (.sigmoid, _):
            guard let (slope, intercept) = line else { return nil }
            let bound = 1e12
            return slope > 1 / bound && slope < bound && abs(intercept) < bound
                ? nil : "a line that is not one, or falls"
        }
    }
}

/// Probabilities as a function of probabilities that rises: its corners, with lines between them.
package struct IsotonicTable: Sendable, Equatable {
    /// Probabilities of the model, each larger than the one before by ``leastGap`` or more.
    package let scores: [Double]
    /// What each stands for, none smaller than the one before.
    package let probabilities: [Double]

    /// The least distance between two scores, so that the last digit of a score cannot matter.
    package static let leastGap = 1.0 / Double(1 << 20)

    package init(scores: [Double], probabilities: [Double]) {
        precondition(scores.count == probabilities.count, "a probability for each score")
        self.scores = scores
        self.probabilities = probabilities
    }

    /// How steep the line is from each corner to the next.
    package var slopes: [Double] {
        scores.indices.dropLast().map {
            (probabilities[$0 + 1] - probabilities[$0]) / (scores[$0 + 1] - scores[$0])
        }
    }

    /// What a probability of the model stands for; beyond the corners, what the last one does.
    package func callAsFunction(_ score: Double) -> Double {
        var (low, high) = (0, scores.count)
        // The corners at or below the score are those before `low`.
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] <= score { low = middle + 1 } else { high = middle }
        }
        if low == 0 { return probabilities[0] }
        if low == scores.count { return probabilities[low - 1] }
        let slope = (probabilities[low] - probabilities[low - 1]) / (scores[low] - scores[low - 1])
        return min(probabilities[low - 1] + (score - scores[low - 1]) * slope, probabilities[low])
    }

    fileprivate var firstFault: String? {
        guard !scores.isEmpty else { return "a table without rows" }
        guard scores.allSatisfy({ $0 >= 0 && $0 <= 1 }), probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            return "a number that is no probability"
        }
        let rises = scores.indices.dropLast().allSatisfy {
            scores[$0 + 1] - scores[$0] >= Self.leastGap && probabilities[$0 + 1] >= probabilities[$0]
        }
        return rises ? nil : "a table that does not rise"
    }
}

extension Recalibration: Codable {
    private enum Method: String, Codable { case temperature, sigmoid, isotonic }

    private enum CodingKeys: String, CodingKey {
        case method, temperature, slope, intercept, scores, probabilities
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        switch try fields.decode(Method.self, forKey: .method) {
        case .temperature: self = .temperature(try fields.decode(Double.self, forKey: .temperature))
        case .sigmoid:
            self = .sigmoid(
                slope: try fields.decode(Double.self, forKey: .slope),
                intercept: try fields.decode(Double.self, forKey: .intercept))
        case .isotonic:
            let scores = try fields.decode([Double].self, forKey: .scores)
            let probabilities = try fields.decode([Double].self, forKey: .probabilities)
            guard scores.count == probabilities.count else {
                throw DecodingError.dataCorruptedError(
                    forKey: .probabilities, in: fields, debugDescription: "a probability for each score is expected")
            }
            self = .isotonic(IsotonicTable(scores: scores, probabilities: probabilities))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .temperature(let temperature):
            try fields.encode(Method.temperature, forKey: .method)
            try fields.encode(temperature, forKey: .temperature)
        case .sigmoid(let slope, let intercept):
            try fields.encode(Method.sigmoid, forKey: .method)
            try fields.encode(slope, forKey: .slope)
            try fields.encode(intercept, forKey: .intercept)
        case .isotonic(let table):
            try fields.encode(Method.isotonic, forKey: .method)
            try fields.encode(table.scores, forKey: .scores)
            try fields.encode(table.probabilities, forKey: .probabilities)
        }
    }
}

extension Model {
    /// What is done to the model's scores; nothing to those of a prior.
    package var recalibration: Recalibration? {
        get {
            switch self {
            case .prior: nil
            case .linear(let linear): linear.recalibration
            case .trees(let trees): trees.recalibration
            }
        }
        set {
            switch self {
            case .prior: break
            case .linear(var linear):
                linear.recalibration = newValue
                self = .linear(linear)
            case .trees(var trees):
                trees.recalibration = newValue
                self = .trees(trees)
            }
        }
    }

    /// The link; `nil` of a prior.
    package var link: Link? {
        switch self {
        case .prior: nil
        case .linear(let linear): linear.link
        case .trees(let trees): trees.link
        }
    }
}
