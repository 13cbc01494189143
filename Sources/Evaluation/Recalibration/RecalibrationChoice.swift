import Evidence
package import Scoring

/// Whether a model's probabilities are set right by rows that did not teach it, and how.
///
/// Each method is fitted on the rows of all folds but one and tried on that one. It is kept only where the log loss of
/// what it makes of the rows is lower beyond its paired interval; of those that are, the simplest that no other beats
/// beyond theirs. What is kept is then fitted on all of the rows.
package struct RecalibrationChoice: Sendable {
    /// What is kept; `nil` where the probabilities stay as they are.
    package let recalibration: Recalibration?
    /// How it was found.
    package let method: RecalibrationMethod?
    /// The rows' predictions, each recalibrated by what other rows taught; as they came where nothing is kept.
    package let predictions: Predictions
    /// By how much the log loss falls.
    package let gain: Double
    /// How far that may be off.
    package let interval: Choice.PairedInterval?

    /// Folds of rows that are not in folds already.
    package static let foldCount = 5
    /// Fewer rows of a class than these teach nothing here.
    static let leastRows = 50

    private struct Trial {
        let method: RecalibrationMethod
        let recalibration: Recalibration
        let predictions: Predictions
        let gain: Double
        let interval: Choice.PairedInterval
    }

    /// Tries the methods.
    ///
    /// - Parameters:
    ///   - predictions: probabilities of rows that did not teach the model.
    ///   - target: their truth.
    ///   - folds: the fold of each row, from 0.
    ///   - resampling: what is drawn together, and the seed.
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package init(
        _ predictions: Predictions, target: Target, folds: [Int], resampling: Resampling
    ) throws(EvaluationError) {
        try PredictionChecks.check(predictions, target)
        let classes = max(2, target.classes.count)
        var rows = [Int](repeating: 0, count: classes)
        for label in target.values { rows[Int(label)] += 1 }
        var trials: [Trial] = []
        if target.task.isClassification, rows.allSatisfy({ $0 >= Self.leastRows }) {
            let own = try Self.loss(predictions, target)
            for method in RecalibrationMethod.all(width: predictions.width, rows: target.rowCount) {
                guard let recalibration = method.fit(predictions, target),
                    let tried = Self.crossFitted(method, predictions, target, folds: folds)
                else { continue }
                let gain = own - (try Self.loss(tried.predictions, target))
                guard gain > 0,
                    let interval = try Self.interval(tried.predictions, predictions, gain, target, resampling),
                    interval.lowerBound > 0
                else { continue }
                trials.append(
                    Trial(
                        method: method, recalibration: recalibration, predictions: tried.predictions, gain: gain,
                        interval: interval))
            }
        }
        let kept = try Self.simplest(trials, target, resampling)
        recalibration = kept?.recalibration
        method = kept?.method
        self.predictions = kept?.predictions ?? predictions
        gain = kept?.gain ?? 0
        interval = kept?.interval
    }

    /// The first that no later one beats beyond their paired interval.
    private static func simplest(
        _ trials: [Trial], _ target: Target, _ resampling: Resampling
    ) throws(EvaluationError) -> Trial? {
        for (place, trial) in trials.enumerated() {
            var isBeaten = false
            for other in trials[(place + 1)...] where other.gain > trial.gain {
                let interval = try interval(
                    other.predictions, trial.predictions, other.gain - trial.gain, target, resampling)
                if let interval, interval.lowerBound > 0 { isBeaten = true }
            }
            if !isBeaten { return trial }
        }
        return nil
    }

    /// Each row's prediction, recalibrated by the rows of the other folds, and what they taught each fold, in the order
    /// of the folds; `nil` where a fold's others cannot teach.
    package static func crossFitted(
        _ method: RecalibrationMethod, _ predictions: Predictions, _ target: Target, folds: [Int]
    ) -> (predictions: Predictions, taught: [Recalibration])? {
        let width = predictions.width
        var (values, all) = (predictions.values, [Recalibration]())
        for fold in Set(folds).sorted() {
            let (own, others) = (folds.indices.filter { folds[$0] == fold }, folds.indices.filter { folds[$0] != fold })
            guard !others.isEmpty, let taught = method.fit(predictions.selecting(others), target.selecting(others))
            else { return nil }
            all.append(taught)
            let recalibrated = predictions.selecting(own).recalibrated(by: taught)
            for (place, row) in own.enumerated() {
                for index in 0..<width { values[row * width + index] = recalibrated.values[place * width + index] }
            }
        }
        return (Predictions(width: width, values: values), all)
    }

    /// Folds for rows that are in none: units stay together.
    package static func folds(of units: ResamplingUnits, rows: Int) -> [Int] {
        (0..<rows).map { row in (units.ids.map { Int($0[row]) } ?? row) % foldCount }
    }

    private static func loss(_ predictions: Predictions, _ target: Target) throws(EvaluationError) -> Double {
        try Metrics.evaluate(predictions: predictions, target: target, names: [.logLoss])[.logLoss]?.number ?? .infinity
    }

    private static func interval(
        _ first: Predictions, _ second: Predictions, _ gain: Double, _ target: Target, _ resampling: Resampling
    ) throws(EvaluationError) -> Choice.PairedInterval? {
        try PairedDifferences(
            first, second, target: target, positiveThreshold: nil, names: [.logLoss], resampling: resampling
        ).interval(of: .logLoss, around: gain)
    }
}
