/// `evaluation/trials.json`: what searches tried, in their order, and what they chose.
package struct TrialsDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// In the order of the candidates, then of the folds.
    package var searches: [Search]

    package init(searches: [Search]) { self.searches = searches }

    /// One search of one candidate.
    package struct Search: Codable, Sendable, Equatable {
        package var candidate: String
        /// The fold whose other rows were searched on, from 1; absent where there are no folds.
        package var fold: Int?
        /// What is compared on validation.
        package var metric: String
        /// The lowest and the highest value of each setting.
        package var space: [String: [Double]]
        package var trials: [Trial]
        /// The number of the best trial.
        package var chosen: Int

        package init(candidate: String, metric: String, space: [String: [Double]], trials: [Trial], chosen: Int) {
            self.candidate = candidate
            self.metric = metric
            self.space = space
            self.trials = trials
            self.chosen = chosen
        }

        /// The best trial.
        package var best: Trial? { trials.first { $0.number == chosen } }

        /// Writes every key; what is absent is `null`.
        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(candidate, forKey: .candidate)
            try fields.encode(fold, forKey: .fold)
            try fields.encode(metric, forKey: .metric)
            try fields.encode(space, forKey: .space)
            try fields.encode(trials, forKey: .trials)
            try fields.encode(chosen, forKey: .chosen)
        }

        private enum CodingKeys: String, CodingKey {
            case candidate, fold, metric, space, trials, chosen
        }
    }

    /// How a trial ended.
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// Validation got no better, or no round was left.
        case complete
        /// It was behind half of the trials before it.
        case stopped
        /// It could not be grown.
        case failed
    }

    /// One setting that was tried.
    package struct Trial: Codable, Sendable, Equatable {
        /// From 1.
        package var number: Int
        package var parameters: [String: Double]
        package var status: Status
        /// Rounds that were grown.
        package var rounds: Int
        /// The round that was the best on validation; absent where it failed.
        package var kept: Int?
        /// The metric at that round; absent where it has none.
        package var value: Double?
        /// Why it failed; absent where it did not.
        package var reason: String?

        package init(number: Int, parameters: [String: Double], status: Status, rounds: Int) {
            self.number = number
            self.parameters = parameters
            self.status = status
            self.rounds = rounds
        }

        private enum CodingKeys: String, CodingKey {
            case number, parameters, status, rounds, kept, value, reason
        }

        /// Writes every key; what is absent is `null`.
        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(number, forKey: .number)
            try fields.encode(parameters, forKey: .parameters)
            try fields.encode(status, forKey: .status)
            try fields.encode(rounds, forKey: .rounds)
            try fields.encode(kept, forKey: .kept)
            try fields.encode(value, forKey: .value)
            try fields.encode(reason, forKey: .reason)
        }
    }
}
