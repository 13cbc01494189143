import Columns
import DataQuality
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring

/// The rows that judge, read once, after the choice: figures, threshold, slices, verdict.
struct Evaluated: Sendable {
    let fitted: Fitted
    let metrics: MetricsDocument
    let thresholds: ThresholdsDocument
    let slices: SlicesDocument
    let foundSlices: FoundSlicesDocument
    /// Figures of the groups of the sensitive columns; `nil` where the brief names none.
    let fairness: FairnessDocument?
    let errors: ErrorsDocument
    let calibration: CalibrationDocument
    let importance: ImportanceDocument
    let explanations: ExplanationsDocument
    /// What columns are worth; `nil` where the budget has no room for it.
    var ablation: AblationDocument?
    let curves: CurvesDocument
    /// Labels that look wrong; `nil` unless the task has classes, rows were held out in folds, and a candidate is
    /// right more often than chance.
    let doubted: DoubtedLabels?
    /// What was found while candidates were fitted, chosen and judged, in this order.
    var findings: [Finding]
    let guardrails: [EvaluationSummary.Guardrail]
    let threshold: ThresholdChoice
    /// What was drawn together for the intervals; `nil` where there are none.
    let resampling: EvaluationSummary.Resampling?
    /// How much more would tell a gain that may be chance.
    let rowsToTell: RowsToTell?
    /// What a perfect area under the curve says of the true one.
    let perfectArea: PerfectArea?
    /// Figures on each fold; `nil` where there is a test part.
    let folds: FoldFigures?
    /// Predictions of the rows that judge, by candidate, in the order of the candidates.
    let predictions: [Uncertainty.Candidate]
}

/// Labels that look wrong to candidates, by the mean of what they predict.
struct DoubtedLabels: Sendable {
    let candidates: [String]
    let found: LabelErrors
}

/// Reads the test part once, or the folds held out; nothing here changes what was chosen.
struct EvaluationStep {
    private let context: RunContext
    private let foreign: ForeignModels

    /// Takes what asks models from outside.
    init(_ context: RunContext, _ foreign: ForeignModels) {
        self.context = context
        self.foreign = foreign
    }

    func run(_ fitted: Fitted) async throws -> Evaluated {
        try await context.journal.step(Step.evaluation.rawValue) {
            var predictions = fitted.outOfFold?.predictions
            if predictions == nil { predictions = try await self.predictions(fitted) }
            var evaluated = try evaluate(fitted, predictions ?? [])
            evaluated.findings += labelFinding(evaluated)
            context.note { [evaluated] facts in
                facts.metrics = evaluated.metrics
                facts.rowsToTell = evaluated.rowsToTell
                facts.findings += evaluated.findings.dropFirst(fitted.findings.count)
            }
            let divided = fitted.featured.divided
            let rows = NumberText.counted(
                divided.judged.count, divided.folds.isEmpty ? "test row" : "row out of fold",
                divided.folds.isEmpty ? "test rows" : "rows out of fold")
            let detail =
                "\(rows) · \(fitted.chosen) chosen \(divided.folds.isEmpty ? "on validation" : "out of fold")"
                + (evaluated.thresholds.decision.map { " · decisions cost \(Self.words($0.cost)) a row" } ?? "")
            return (evaluated, detail: detail, needsLook: false)
        }
    }

    private static func words(_ cost: ThresholdsDocument.Cost) -> String {
        guard let lower = cost.lower, let upper = cost.upper else { return NumberText.metric(cost.value) }
        return "\(NumberText.metric(cost.value)) [\(NumberText.metric(lower)), \(NumberText.metric(upper))]"
    }

    /// That the package of a model from outside does not know the costs by which the run decides.
    private func costFinding(_ fitted: Fitted) -> [Finding] {
        guard fitted.chosenCandidate?.foreign != nil, fitted.featured.divided.checked.settled.classCosts != nil else {
            return []
        }
        return [
            Finding(
                .note, .costsNotPackaged,
                "'\(fitted.chosen)' was trained elsewhere: this run decides by 'metric.costs', and the package of the model "
                    + "by the likeliest class",
                advice: "decide by the probabilities that it gives and the class_costs of evaluation/thresholds.json")
        ]
    }

    private func evaluate(_ fitted: Fitted, _ predictions: [Uncertainty.Candidate]) throws -> Evaluated {
        let divided = fitted.featured.divided
        let settled = divided.checked.settled
        let rows = divided.judged
        let target = divided.checked.target.selecting(rows)
        let threshold = try threshold(fitted)
        let (uncertainty, points, folds) = try figures(fitted, predictions, target, threshold)
        let figures = points.map { name, metrics in
            MetricsDocument.CandidateMetrics(
                name: name, split: divided.judgedBy, rows: rows.count,
                metrics: uncertainty.adding(to: metrics, of: name))
        }
        guard let chosen = predictions.first(where: { $0.name == fitted.chosen })?.predictions else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        let doubts = ModelDoubts(
            task: settled.task, primary: settled.primary, chosen: fitted.chosen, figures: figures)
        let kept = doubts.keptModel(taught: try taught(fitted))
        let resampling = Resampling(
            units: uncertainty.units, seed: context.brief.seed, threads: context.options.threads)
        let decided = DecidedRows(
            chosen, target: target, threshold: threshold.threshold, costs: settled.classCosts, resampling: resampling)
        let fairness = fairness(fitted, decided)
        var maker = verdictMaker(fitted, units: uncertainty.units, kept: kept)
        maker.fairness = fairness?.worst ?? [:]
        let contenders = figures.map {
            Choice.Contender(name: $0.name, value: $0.metrics[settled.primary] ?? .undefined(reason: "not computed"))
        }
        let pairs = PairedComparisons(contenders, metric: settled.primary, uncertainty: uncertainty)
        let verdict = maker.verdict(
            chosen: fitted.chosen, candidates: figures, gain: { pairs.interval($0, "prior") })
        let own = figures.first { $0.name == fitted.chosen }?.metrics ?? [:]
        let importance = try importance(fitted, threshold)
        let foundSlices = foundSlices(fitted, chosen, target, resampling, importance)
        let found = [kept, doubts.probabilities(), doubts.tooGood(columns: importance.columns.map(\.column))]
            .compactMap(\.self)
        let metrics = MetricsDocument(
            primary: settled.primary, verdict: verdict, candidates: figures,
            comparisons: Choice.comparisons(contenders, metric: settled.primary, interval: pairs.interval))
        return Evaluated(
            fitted: fitted, metrics: metrics,
            thresholds: thresholds(threshold, settled, chosen, target, uncertainty.units, decided.confusion),
            slices: try Slices.document(
                columns: divided.checked.slices, table: divided.checked.table, rows: rows, predictions: chosen,
                target: target, primary: settled.primary, threshold: threshold.threshold, resampling: resampling,
                overall: own[settled.primary]),
            foundSlices: foundSlices, fairness: fairness,
            errors: errors(fitted, decided, importance),
            calibration: try Calibration.document(
                predictions: chosen, target: target, error: own[.expectedCalibrationError], resampling: resampling),
            importance: importance, explanations: try explanations(fitted, threshold),
            curves: try curves(fitted, chosen, target, uncertainty.units),
            doubted: doubted(fitted, predictions, figures, target),
            findings: fitted.findings + uncertainty.findings + found + costFinding(fitted)
                + foundSlices.findings + (fairness?.findings ?? []),
            guardrails: maker.outcomes(of: own),
            threshold: threshold, resampling: uncertainty.resampling,
            rowsToTell: metrics.rowsToTell(units: uncertainty.units),
            perfectArea: perfectArea(metrics, divided, uncertainty.units), folds: folds, predictions: predictions)
    }

    /// Where scores become decisions: by a threshold, by costs of pairs of classes, or as the likeliest class.
    private func thresholds(
        _ threshold: ThresholdChoice, _ settled: SettledBrief, _ chosen: Predictions, _ target: Target,
        _ units: ResamplingUnits, _ confusion: [[Int]]
    ) -> ThresholdsDocument {
        var document = threshold.document(costs: settled.costs, confusion: confusion)
        guard let costs = settled.classCosts else { return document }
        document.reason = "a row is decided as the class of the lowest expected cost"
        document.classCosts = costs
        document.decision = CostDecision.document(of: chosen, target: target, costs: costs, units: units)
        return document
    }

    /// Of independent rows that are all ranked right.
    private func perfectArea(
        _ metrics: MetricsDocument, _ divided: Divided, _ units: ResamplingUnits
    ) -> PerfectArea? {
        guard divided.checked.settled.task == .binary, units.kind == .row,
            metrics.candidate(metrics.chosen)?.metrics[.rocAUC]?.number == 1,
            let rows = divided.summary.parts.first(where: { $0.name == divided.judgedBy.rawValue })?.classRows
        else { return nil }
        return PerfectArea(pairs: rows.min() ?? 0)
    }

    /// Where the chosen candidate is wrong.
    private func errors(
        _ fitted: Fitted, _ decided: DecidedRows, _ importance: ImportanceDocument
    ) -> ErrorsDocument {
        let divided = fitted.featured.divided
        let named = importance.columns.map(\.column) + [context.brief.data.time].compactMap(\.self)
        var seen: Set = [context.brief.data.label]
        return ErrorAnalysis(decided).document(
            columns: named.filter { seen.insert($0).inserted }, key: context.brief.data.key,
            masked: divided.checked.masking.columns, table: divided.checked.table, rows: divided.judged)
    }

    /// How groups of the sensitive columns fare; `nil` where the brief names none.
    private func fairness(_ fitted: Fitted, _ decided: DecidedRows) -> FairnessDocument? {
        // Of a personal column no group may be named.
        let sensitive = context.brief.sensitive.filter(fitted.featured.divided.checked.slices.contains)
        guard !sensitive.isEmpty else { return nil }
        return Fairness(decided).document(
            columns: sensitive, table: fitted.featured.divided.checked.table, rows: fitted.featured.divided.judged)
    }

    /// Slices that nobody named, among the features (the most important first), the named slices and the time.
    private func foundSlices(
        _ fitted: Fitted, _ chosen: Predictions, _ target: Target, _ resampling: Resampling,
        _ importance: ImportanceDocument
    ) -> FoundSlicesDocument {
        let checked = fitted.featured.divided.checked
        let named =
            importance.columns.map(\.column) + context.brief.slices + [context.brief.data.time].compactMap(\.self)
        var seen = checked.masking.columns.union([context.brief.data.label])
        return FoundSlices(
            losses: RowLosses.of(chosen, target), kind: RowLosses.kind(of: target.task), weights: target.weights,
            resampling: resampling
        ).document(
            columns: named.filter { seen.insert($0).inserted }, table: checked.table,
            rows: fitted.featured.divided.judged)
    }

    private func curves(
        _ fitted: Fitted, _ chosen: Predictions, _ target: Target, _ units: ResamplingUnits
    ) throws -> CurvesDocument {
        let divided = fitted.featured.divided
        let times = context.brief.data.time.flatMap { divided.checked.table[$0] }
        var curves = try Curves.document(
            candidate: fitted.chosen, predictions: chosen, target: target, moments: times?.selecting(divided.judged),
            units: units)
        curves.learning = fitted.candidates.compactMap(\.fitted).compactMap { candidate in
            guard let course = candidate.course, let chosen = candidate.work.rounds else { return nil }
            return Curves.learning(
                candidate: candidate.name, metric: course.metric, chosen: chosen,
                steps: course.steps.map { ($0.iteration, $0.value) })
        }
        return curves
    }

    /// What the chosen candidate rests on: on the test rows, or on the first fold by the model that did not see it.
    private func importance(_ fitted: Fitted, _ threshold: ThresholdChoice) throws -> ImportanceDocument {
        let checked = fitted.featured.divided.checked
        guard let judge = judge(fitted) else {
            return ImportanceDocument(
                candidate: fitted.chosen, metric: checked.settled.primary, rows: 0, repeats: 0,
                value: .undefined(reason: "a model from outside is asked about the rows as they are"), columns: [])
        }
        return try PermutationImportance.document(
            candidate: fitted.chosen, model: judge.model, plan: judge.plan, table: checked.table, rows: judge.rows,
            target: checked.target.selecting(judge.rows), metric: checked.settled.primary,
            threshold: threshold.threshold, seed: context.brief.seed, threads: context.options.threads)
    }

    /// What each column adds to the scores of the same rows by the same model.
    private func explanations(_ fitted: Fitted, _ threshold: ThresholdChoice) throws -> ExplanationsDocument {
        let divided = fitted.featured.divided
        guard let judge = judge(fitted) else {
            return Explanations.none(
                candidate: fitted.chosen, task: divided.checked.settled.task,
                reason: "nothing is known of the inside of a model from outside",
                units: divided.units(of: divided.judged))
        }
        let target = divided.checked.target.selecting(judge.rows)
        return try Explanations(
            candidate: fitted.chosen, model: judge.model, plan: judge.plan, target: target, seed: context.brief.seed,
            threads: context.options.threads
        ).document(
            table: divided.checked.table, rows: judge.rows, target: target, units: divided.units(of: judge.rows),
            threshold: threshold.threshold, costs: divided.checked.settled.classCosts, key: context.brief.data.key,
            masked: divided.checked.masking.columns)
    }

    /// The chosen candidate's model and rows that it did not see; `nil` for a model from outside.
    private func judge(_ fitted: Fitted) -> (model: Model, plan: FeaturePlan, rows: [Int])? {
        let fold = fitted.outOfFold?.first
        if let fold, let model = fold.models[fitted.chosen] { return (model, fold.plan, fold.rows) }
        guard let candidate = fitted.chosenCandidate else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        guard let own = candidate.fitted else { return nil }
        return (own.model, fitted.featured.fitted.plan, fitted.featured.divided.judged)
    }

    /// Labels that models doubt that did not see them: all candidates that are right more often than chance, together.
    ///
    /// One that is not doubts every label of the rarer classes. The primary metric does not say which is: a few wrong
    /// labels make the log loss of a good candidate that is sure worse than that of the prior.
    private func doubted(
        _ fitted: Fitted, _ predictions: [Uncertainty.Candidate], _ figures: [MetricsDocument.CandidateMetrics],
        _ target: Target
    ) -> DoubtedLabels? {
        guard fitted.outOfFold != nil, target.task.isClassification else { return nil }
        let chance = 1 / Double(target.classes.count)
        let able = predictions.filter { candidate in
            let own = figures.first { $0.name == candidate.name }?.metrics[.balancedAccuracy]
            guard case .value(_, let interval?) = own else { return false }
            return interval.lower > chance
        }
        guard !able.isEmpty else { return nil }
        let mean = Predictions.mean(of: able.map(\.predictions))
        return DoubtedLabels(candidates: able.map(\.name), found: LabelErrors(predictions: mean, target: target))
    }

    /// How many labels are doubted, with the keys of the first.
    private func labelFinding(_ evaluated: Evaluated) -> [Finding] {
        let data = context.brief.data
        let divided = evaluated.fitted.featured.divided
        let (table, rows) = (divided.checked.table, divided.judged)
        let key = data.key.compactMap { table[$0] }
        let finding = evaluated.doubted?.found.finding(label: data.label) { place in
            key.isEmpty
                ? nil : key.map { CellText.text($0, row: rows[place]) ?? "null" }.joined(separator: ", ")
        }
        return divided.checked.masking.masked([finding].compactMap(\.self))
    }

    /// Under cross-validation: the primary metric of the model that is kept on the rows that taught it.
    private func taught(_ fitted: Fitted) throws -> Double? {
        guard fitted.outOfFold != nil, let model = fitted.chosenCandidate?.fitted?.model else { return nil }
        let divided = fitted.featured.divided
        let settled = divided.checked.settled
        let predictions = model.predict(
            try BoundPlan(fitted.featured.fitted.plan, to: divided.checked.table), rows: divided.judged,
            task: settled.task, threads: context.options.threads)
        let target = divided.checked.target.selecting(divided.judged)
        return try Metrics.evaluate(predictions: predictions, target: target, names: [settled.primary])[
            settled.primary]?.number
    }

    /// What each candidate predicts of the test rows.
    private func predictions(_ fitted: Fitted) async throws -> [Uncertainty.Candidate] {
        let divided = fitted.featured.divided
        let bound = try BoundPlan(fitted.featured.fitted.plan, to: divided.checked.table)
        var all: [Uncertainty.Candidate] = []
        for candidate in fitted.candidates {
            let predictions =
                switch candidate.origin {
                case .fitted(let own):
                    own.model.predict(
                        bound, rows: divided.judged, task: divided.checked.settled.task,
                        threads: context.options.threads)
                case .foreign(let model): try await foreign.predictions(model, divided, rows: divided.judged)
                }
            all.append((name: candidate.name, predictions: predictions))
        }
        return all
    }

    /// The figures of all candidates, and how far they may be off: from the same resamples, or from the folds.
    private func figures(
        _ fitted: Fitted, _ predictions: [Uncertainty.Candidate], _ target: Target, _ threshold: ThresholdChoice
    ) throws -> (Uncertainty, [(name: String, metrics: [MetricName: MetricValue])], FoldFigures?) {
        let divided = fitted.featured.divided
        let settled = divided.checked.settled
        let names = settled.metrics
        let units = divided.units(of: divided.judged)
        if let outOfFold = fitted.outOfFold {
            let figures = try FoldFigures(
                outOfFold.folds, target: divided.checked.target, positiveThreshold: threshold.threshold, names: names)
            return (
                Uncertainty(figures, names: names, units: units),
                figures.candidates.map { (name: $0, metrics: figures.means(of: $0)) }, figures
            )
        }
        let points = try predictions.map { name, values in
            (
                name: name,
                metrics: try Metrics.evaluate(
                    predictions: values, target: target, positiveThreshold: threshold.threshold, names: names)
            )
        }
        let uncertainty = try Uncertainty(
            candidates: predictions, target: target, positiveThreshold: threshold.threshold, names: names,
            compared: settled.primary, units: units, seed: context.brief.seed, threads: context.options.threads)
        return (uncertainty, points, nil)
    }

    /// Chosen on the rows that choose, from the costs or by what the brief wants to reach.
    private func threshold(_ fitted: Fitted) throws -> ThresholdChoice {
        guard let candidate = fitted.chosenCandidate else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        let divided = fitted.featured.divided
        let rows = divided.choosing
        let times = context.brief.data.time.flatMap { divided.checked.table[$0] }
        return try ThresholdChoice(
            validation: candidate.choosing, target: divided.checked.target.selecting(rows),
            rule: divided.checked.settled.thresholdRule(times: times, rows: rows),
            resampling: Resampling(
                units: divided.units(of: rows), seed: context.brief.seed, threads: context.options.threads))
    }

    private func verdictMaker(_ fitted: Fitted, units: ResamplingUnits, kept: Finding?) -> VerdictMaker {
        let divided = fitted.featured.divided
        return VerdictMaker(
            primary: divided.checked.settled.primary, guardrails: divided.checked.settled.guardrailRules,
            findings: divided.checked.document.findings + [kept].compactMap(\.self),
            testClassRows: divided.summary.parts.first { $0.name == divided.judgedBy.rawValue }?.classRows ?? [],
            testUnits: units.count, converged: fitted.chosenCandidate?.summary.converged ?? false,
            knowsTraining: fitted.chosenCandidate?.foreign == nil)
    }
}
