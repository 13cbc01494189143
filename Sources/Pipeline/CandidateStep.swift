import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring

/// Every candidate fitted, and the one that was chosen on rows that did not teach it.
struct Fitted: Sendable {
    let featured: Featured
    let candidates: [Candidate]
    let chosen: String
    /// What was predicted of the rows held out; `nil` where there is a test part.
    let outOfFold: OutOfFold?
    /// What is worth a look: of the candidates in their order, then of the choice.
    let findings: [Finding]

    /// A fitted candidate with its predictions of the rows that choose.
    struct Candidate: Sendable {
        /// Where the model comes from.
        enum Origin: Sendable {
            case fitted(FittedCandidate)
            /// Trained elsewhere, on rows that are not known.
            case foreign(ForeignModel)
        }

        let name: String
        let origin: Origin
        let summary: CandidateSummary
        /// Of the validation rows, before it was fitted again; of all rows held out under cross-validation.
        let choosing: Predictions

        /// What was fitted here; `nil` for a model from outside.
        var fitted: FittedCandidate? { if case .fitted(let fitted) = origin { fitted } else { nil } }

        /// The model from outside; `nil` for what was fitted here.
        var foreign: ForeignModel? { if case .foreign(let model) = origin { model } else { nil } }
    }

    /// The chosen candidate.
    var chosenCandidate: Candidate? { candidates.first { $0.name == chosen } }
}

/// Training rows fit, validation rows (or folds held out) choose; the test part is not read.
struct CandidateStep {
    private let context: RunContext
    private let foreign: ForeignModels

    /// Takes the models from outside that are judged beside the candidates.
    init(_ context: RunContext, _ foreign: ForeignModels) {
        self.context = context
        self.foreign = foreign
    }

    func run(_ planned: Planned) async throws -> Fitted {
        let (featured, plan) = (planned.featured, planned.plan)
        let divided = featured.divided
        let fromOutside = try await foreign.candidates(divided)
        let outOfFold = try await CrossValidation(context, plan, fromOutside.map { ($0.model, $0.predictions) })
            .run(divided)
        let fitter = CandidateFitter(
            context, divided.checked, maximumIterations: plan.iterations, threads: context.options.threads)
        let figures = try outOfFold.map {
            try FoldFigures(
                $0.folds, target: divided.checked.target, positiveThreshold: nil,
                names: [divided.checked.settled.primary])
        }
        let names = divided.checked.settled.candidates.map(\.rawValue)
        let own = try await sideBySide(names, width: planned.leavesRoom ? names.count : 1) { place, name in
            let held = outOfFold.flatMap { folds in
                folds.choice(of: name).map { Held(predictions: folds.predictions[place].predictions, choice: $0) }
            }
            return try await fit(name, planned.rows, fitter, divided, held: held, figures: figures)
        }
        let judged = try own + fromOutside.map { try judge($0.model, $0.predictions, divided, outOfFold, figures) }
        var (chosen, doubts) = try choose(judged, divided, figures)
        var (candidates, folds) = (judged, outOfFold)
        if let place = candidates.firstIndex(where: { $0.name == chosen }) {
            let outcome = try RecalibrationStep(context, divided, outOfFold).run(candidates[place])
            (candidates[place], folds) = (outcome.candidate, outcome.outOfFold)
            doubts += [outcome.finding].compactMap(\.self)
        }
        context.note { [doubts] facts in
            facts.findings += doubts
            facts.work = Dictionary(uniqueKeysWithValues: own.map { ($0.name, $0.summary.iterations) })
            if own.contains(where: { $0.fitted?.modelText != nil }) {
                facts.versions["lightgbm"] = BoostedTrees.libraryVersion
            }
        }
        return Fitted(
            featured: featured, candidates: candidates, chosen: chosen, outOfFold: folds,
            findings: candidates.flatMap(\.findings) + doubts)
    }

    /// What a candidate predicted of rows that its models did not see, and what the folds chose for it.
    private struct Held: Sendable {
        let predictions: Predictions
        let choice: FoldChoice
    }

    /// The simplest candidate that no other beats beyond its paired interval.
    private func choose(
        _ candidates: [Fitted.Candidate], _ divided: Divided, _ figures: FoldFigures?
    ) throws -> (chosen: String, findings: [Finding]) {
        let primary = divided.checked.settled.primary
        let rows = divided.choosing
        // What breaks a promise of the brief is not chosen, unless all do.
        let holding = candidates.filter { $0.fitted?.unheld.isEmpty ?? true }
        let contenders = (holding.isEmpty ? candidates : holding).map {
            Choice.Contender(name: $0.name, value: $0.summary.validation)
        }
        let uncertainty =
            if let figures {
                Uncertainty(figures, names: [primary], units: divided.units(of: rows))
            } else {
                try Uncertainty(
                    candidates: candidates.map { ($0.name, $0.choosing) },
                    target: divided.checked.target.selecting(rows), positiveThreshold: nil, names: [primary],
                    compared: primary, units: divided.units(of: rows), seed: context.brief.seed,
                    threads: context.options.threads)
            }
        let pairs = PairedComparisons(contenders, metric: primary, uncertainty: uncertainty)
        let found = Choice.choose(contenders, metric: primary) { first, second, gain, level in
            uncertainty.gain(of: first, over: second, metric: primary, seen: gain, level: level)
        }
        let chosen = found ?? contenders.first?.name
        guard let chosen else {
            throw ChecksStopped(findings: [Finding(.error, .candidateFailed, "no candidate was fitted")])
        }
        let findings = figures == nil ? uncertainty.findingsOfChoice : []
        return (
            chosen,
            findings + [simplerKept(chosen, contenders, primary, pairs, isHeld: figures != nil)].compactMap(\.self)
        )
    }

    /// That another candidate looked better than the chosen one, and why it was not taken.
    private func simplerKept(
        _ chosen: String, _ contenders: [Choice.Contender], _ primary: MetricName, _ pairs: PairedComparisons,
        isHeld: Bool
    ) -> Finding? {
        let sign = primary.greaterIsBetter ? 1.0 : -1.0
        let known = contenders.compactMap { contender in contender.value.number.map { (contender.name, $0) } }
        guard let best = known.max(by: { sign * $0.1 < sign * $1.1 }), let own = known.first(where: { $0.0 == chosen }),
            sign * best.1 > sign * own.1
        else { return nil }
        let bounds = pairs.interval(best.0, chosen).map {
            ": the gain lies between \(NumberText.difference($0.lowerBound)) and \(NumberText.difference($0.upperBound))"
        }
        return Finding(
            .note, .simplerCandidateKept,
            "'\(best.0)' has \(primary.rawValue) \(NumberText.metric(best.1)) \(isHeld ? "out of fold" : "on validation") "
                + "and '\(chosen)' \(NumberText.metric(own.1))\(bounds ?? ""), so it may be chance, and the simpler is kept",
            advice: "Gather more rows to tell them apart, or name '\(best.0)' and 'prior' alone under `candidates`")
    }

    /// Fits a candidate, and fits its work again where the brief or cross-validation asks for that.
    private func fit(
        _ name: String, _ rows: CandidateFitter.Rows, _ fitter: CandidateFitter, _ divided: Divided,
        held: Held?, figures: FoldFigures?
    ) async throws -> Fitted.Candidate {
        try await context.journal.step(name) {
            let settled = divided.checked.settled
            let journal = context.journal
            let tell: @Sendable (CandidateFitter.Progress) -> Void = {
                journal.tell(.running(name: name, detail: $0.text))
            }
            var fitted = try await fitted(name, rows, fitter, held: held, tell: tell)
            let choosing =
                held?.predictions
                ?? fitted.model.predict(
                    rows.bound, rows: rows.validation, task: settled.task, threads: context.options.threads)
            if held == nil, divided.refits { fitted = try await fitter.refit(fitted, rows, tell: tell) }
            let findings = fitted.findings
            context.note { $0.findings += findings }
            let metrics =
                try figures?.means(of: name)
                ?? Metrics.evaluate(
                    predictions: choosing, target: divided.checked.target.selecting(divided.choosing),
                    names: [settled.primary])
            let value = metrics[settled.primary] ?? .undefined(reason: "it was not computed")
            let summary = CandidateSummary(
                name: name, description: fitted.description, parameters: fitted.parameters,
                iterations: fitted.iterations, converged: fitted.converged, validation: value)
            let detail =
                "\(settled.primary.rawValue) \(NumberText.metric(value)) "
                + (held == nil ? "on validation" : "out of fold")
            return (
                Fitted.Candidate(name: name, origin: .fitted(fitted), summary: summary, choosing: choosing),
                detail: detail,
                needsLook: !findings.isEmpty
            )
        }
    }

    /// A model from outside beside the candidates: nothing of it is fitted.
    private func judge(
        _ model: ForeignModel, _ predictions: Predictions, _ divided: Divided, _ outOfFold: OutOfFold?,
        _ figures: FoldFigures?
    ) throws -> Fitted.Candidate {
        let (name, primary) = (model.candidate.name, divided.checked.settled.primary)
        let choosing = outOfFold?.predictions.first { $0.name == name }?.predictions ?? predictions
        let metrics =
            try figures?.means(of: name)
            ?? Metrics.evaluate(
                predictions: choosing, target: divided.checked.target.selecting(divided.choosing), names: [primary])
        let candidate = Fitted.Candidate(
            name: name, origin: .foreign(model),
            summary: model.summary(validation: metrics[primary] ?? .undefined(reason: "it was not computed")),
            choosing: choosing)
        context.note { $0.findings += candidate.findings }
        return candidate
    }

    /// Fits a candidate: with what the validation rows choose, or with what stands in the middle of the folds' choices.
    private func fitted(
        _ name: String, _ rows: CandidateFitter.Rows, _ fitter: CandidateFitter, held: Held?,
        tell: @escaping @Sendable (CandidateFitter.Progress) -> Void
    ) async throws -> FittedCandidate {
        guard let choice = held?.choice else { return try await fitter.fit(name, rows, tell: tell) }
        var fitted = try await fitter.fit(name, rows, work: choice.work, tell: tell)
        fitted.course = choice.course
        fitted.search = choice.search
        fitted.findings = choice.findings.filter { $0.code == .emptyPart } + fitted.findings
        return fitted
    }
}

extension Fitted.Candidate {
    /// What is worth a look.
    fileprivate var findings: [Finding] {
        switch origin {
        case .fitted(let fitted): fitted.findings
        case .foreign(let model): [model.trainingUnknown]
        }
    }
}
