import Evaluation
import Evidence
import Scoring

/// What decisions of judged predictions come to: at a threshold, by costs of pairs of classes, or as they were given.
struct JudgedDecisions {
    private let judge: PredictionsJudge

    init(_ judge: PredictionsJudge) { self.judge = judge }

    private var scores: JudgedScores { judge.scores }
    private var isDecided: Bool { scores.kind == .decisions }

    /// Costs by which classes are decided; `nil` where a threshold does, or decisions were given.
    var decidingCosts: [[Double]]? { judge.label.task == .multiclass && !isDecided ? judge.costs : nil }

    /// The document where costs were given, or a page is wanted; `nil` else.
    var document: ThresholdsDocument? {
        get throws {
            guard judge.label.task.isClassification, judge.costs != nil || judge.request.report != nil else {
                return nil
            }
            return judge.label.task == .binary ? try binary() : multiclass()
        }
    }

    private func binary() throws -> ThresholdsDocument {
        let cut = scores.cut ?? 0.5
        var document = ThresholdsDocument(
            costs: binaryCosts, chosen: isDecided ? nil : judge.request.threshold ?? 0.5,
            reason: isDecided
                ? "decisions were given" : judge.request.threshold == nil ? "0.5 where none is given" : "as given",
            confusion: judge.decided.confusion)
        price(&document)
        guard scores.kind == .probabilities else { return document }
        document.curve = try ThresholdChoice(
            validation: scores.predictions, target: judge.target, rule: binaryCosts.map(ThresholdRule.costs) ?? .half,
            through: cut
        ).curve
        guard let costs = binaryCosts else { return document }
        let best = try ThresholdChoice(
            validation: scores.predictions, target: judge.target, rule: .costs(costs), resampling: judge.resampling)
        if let threshold = best.threshold, let cost = best.expectedCost {
            document.best = .init(
                threshold: threshold, cost: cost, interval: best.interval, costInterval: best.costInterval)
        }
        return document
    }

    private func multiclass() -> ThresholdsDocument {
        var document = ThresholdsDocument(
            costs: nil, chosen: nil,
            reason: isDecided
                ? "decisions were given"
                : judge.costs == nil
                    ? "the likeliest class is decided" : "a row is decided as the class of the lowest expected cost",
            confusion: judge.decided.confusion)
        price(&document)
        guard let costs = judge.costs else { return document }
        document.classCosts = costs
        if !isDecided {
            document.decision = CostDecision.document(
                of: scores.predictions, target: judge.target, costs: costs, units: judge.units)
        }
        return document
    }

    /// What a row costs as it is decided.
    private func price(_ document: inout ThresholdsDocument) {
        guard let costs = judge.costs else { return }
        let cost = judge.decided.cost(by: costs)
        document.expectedCost = cost?.value
        if let lower = cost?.lower, let upper = cost?.upper {
            document.costInterval = .init(lower: lower, upper: upper)
        }
    }

    private var binaryCosts: BriefSummary.Costs? {
        guard judge.label.task == .binary, let costs = judge.costs else { return nil }
        return .init(falsePositive: costs[0][1], falseNegative: costs[1][0])
    }
}
