import Evidence
import TestSupport

/// Evidence of an invented run; every text that could come from data or a brief ends with `suffix`.
struct SampleEvidence {
    var suffix = ""

    private func text(_ value: String) -> String { value + suffix }

    var binary: RunEvidence {
        RunEvidence(
            fingerprint: String(repeating: "7f3a", count: 16), brief: brief(.binary), data: data, checks: checks,
            proposals: [
                Proposal(
                    subject: text("data.sources.planes"), proposal: text("add known_at: year"), reason: text("a guess"))
            ], split: split(classes: true), features: features,
            candidates: candidates(.rocAUC, prior: 0.5, linear: 0.7021),
            metrics: metrics(.rocAUC, prior: 0.5, linear: 0.68949), evaluation: evaluation,
            versions: ["associate": "0.1.0", "duckdb": text("1.5.5")], slices: slices, calibration: calibration,
            thresholds: ThresholdsDocument(
                costs: BriefSummary.Costs(falsePositive: 1, falseNegative: 5), chosen: 0.1667,
                reason: text("least cost"),
                expectedCost: 0.71, curve: Self.thresholdCurve, confusion: [[40_000, 10_000], [5_000, 10_470]]),
            importance: ImportanceDocument(
                candidate: "linear", metric: .rocAUC, rows: 20_000, repeats: 3, value: .value(0.69, nil),
                columns: [
                    .init(column: text("temp"), permutation: 0.0312, spread: 0.0021),
                    .init(column: text("carrier"), permutation: 0.004, spread: 0.0009),
                ]), curves: SampleCurves.binary)
    }

    /// Three classes.
    var multiclass: RunEvidence {
        var evidence = regression
        evidence.brief.task = .multiclass
        evidence.brief.classes = ["Adelie", "Chinstrap", "Gentoo"].map(text)
        evidence.brief.primary = .logLoss
        evidence.metrics.primary = .logLoss
        for (index, value) in [1.05, 0.012].enumerated() {
            evidence.metrics.candidates[index].metrics = [
                .logLoss: .value(value, Interval(lower: value * 0.9, upper: value * 1.1, method: .bootstrap))
            ]
        }
        evidence.evaluation.confusion = [[29, 1, 0], [2, 13, 0], [0, 0, 24]]
        evidence.curves = CurvesDocument(candidate: "linear")
        evidence.labelErrors = labelErrors
        return evidence
    }

    private var labelErrors: LabelErrorsDocument {
        let names = ["Adelie", "Chinstrap", "Gentoo"].map(text)
        return LabelErrorsDocument(
            candidates: ["linear"], rows: 342, suspected: 5, far: 4, reading: .wrong,
            classes: zip(names, [(151, 3), (68, 2), (123, 0)]).map {
                .init(name: $0, rows: $1.0, threshold: 0.97, suspected: $1.1)
            },
            pairs: [
                .init(given: names[0], suggested: names[1], rows: 3),
                .init(given: names[1], suggested: names[2], rows: 2),
            ])
    }

    private static let thresholdCurve = [0.02, 0.1, 0.1667, 0.3, 0.5, 0.8].map { threshold in
        ThresholdsDocument.Point(
            threshold: threshold, cost: 0.7 + abs(threshold - 0.1667), precision: 0.2 + threshold / 2,
            recall: 1 - threshold, flagged: 1 - threshold)
    }

    var regression: RunEvidence {
        var evidence = RunEvidence(
            fingerprint: String(repeating: "01ab", count: 16), brief: brief(.regression), data: data,
            checks: ChecksDocument(findings: [], results: []), split: split(classes: false), features: features,
            candidates: candidates(.rootMeanSquaredError, prior: 9.7, linear: 4.2),
            metrics: metrics(.rootMeanSquaredError, prior: 9.6, linear: 4.31), evaluation: evaluation,
            versions: ["associate": "0.1.0"], curves: SampleCurves.regression)
        evidence.evaluation.threshold = nil
        evidence.evaluation.thresholdReason = nil
        evidence.evaluation.confusion = []
        evidence.evaluation.guardrails = []
        return evidence
    }

    /// As little as a run can know.
    var bare: RunEvidence {
        var evidence = regression
        evidence.brief.problem = nil
        evidence.brief.owner = nil
        evidence.brief.approvers = []
        evidence.brief.slices = []
        evidence.brief.excluded = []
        evidence.brief.inferred = []
        evidence.brief.key = []
        evidence.brief.time = nil
        evidence.data.sources = []
        evidence.data.columns = []
        evidence.data.firstTime = nil
        evidence.data.lastTime = nil
        evidence.features.features = []
        evidence.evaluation.weights = []
        evidence.metrics.comparisons = []
        evidence.metrics.recommendation = .cannotTell
        evidence.metrics.reasons = [.metricUndefined]
        for index in evidence.metrics.candidates.indices {
            evidence.metrics.candidates[index].metrics = [.rootMeanSquaredError: .undefined(reason: "no rows")]
        }
        evidence.split.parts = []
        evidence.versions = [:]
        evidence.curves = nil
        return evidence
    }

    private func brief(_ task: LearningTask) -> BriefSummary {
        BriefSummary(
            name: text("late-flights"),
            problem: text(
                "At the scheduled departure, predict whether a flight will arrive more than 15 minutes after schedule, so that gates and crews can be planned again in time."
            ), task: task, label: text("late"), positive: task == .binary ? text("true") : nil,
            classes: task == .binary ? [text("false"), text("true")] : [],
            key: ["year", "month", "day", "carrier"].map(text), time: text("scheduled_departure"), weight: nil,
            primary: task == .binary ? .rocAUC : .rootMeanSquaredError, guardrails: [text("brier_score <= 0.20")],
            costs: task == .binary ? BriefSummary.Costs(falsePositive: 1, falseNegative: 5) : nil,
            slices: [text("carrier")], sensitive: [],
            excluded: [
                Exclusion(column: text("dep_delay"), reason: text("not known at scheduled departure"), by: .brief),
                Exclusion(column: text("year"), reason: text("one value"), by: .check),
            ], candidates: ["prior", "linear"], seed: 7, owner: text("Ops analytics"), purpose: text("planning"),
            due: nil,
            userFacing: false, approvers: [text("Ada")],
            inferred: [Inference(key: "task", value: "binary", reason: text("the label has two values"))])
    }

    private var data: DataSummary {
        let columns = ["month", "carrier", "origin", "dep_delay", "temp", "year"].map {
            DataSummary.ColumnSummary(
                name: text($0), type: text("BIGINT"), nulls: $0 == "temp" ? 13_094 : 0, distinct: 12)
        }
        return DataSummary(
            sources: [
                .init(name: text("flights"), format: "csv", files: 1, rows: 336_776),
                .init(name: text("weather"), format: "csv", files: 1, rows: 26_115),
            ], datasetRows: 336_776, rowsWithoutLabel: 9_430, rows: 327_346, columns: columns,
            sql: "SELECT *,\n       arr_delay > 15 AS late\nFROM flights" + suffix, firstTime: "2013-01-01T10:15:00Z",
            lastTime: "2014-01-01T04:59:00Z", snapshot: ContentHash(of: Array("snapshot".utf8)))
    }

    private var checks: ChecksDocument {
        var checks = ChecksDocument(
            findings: [
                Finding(
                    .warning, .freeTextColumn, text("a category with 4,037 values is left out"),
                    advice: text("group its values"), source: text("flights"), column: text("tailnum"), count: 4_037),
                Finding(.warning, .rareClass, text("a class is rare"), file: "/home/ada/brief.yaml", line: 3),
                Finding(.note, .constantColumn, text("one value"), column: text("year"), evidence: ["value": 2013]),
                Finding(
                    .note, .personalData, text("column 'pilot' holds names of persons"),
                    advice: text("it is no feature"),
                    column: text("pilot"), count: 1_208),
            ],
            results: [
                ExpectationResult(
                    type: "expect_compound_columns_to_be_unique",
                    kwargs: ["column_list": [.string(text("year")), .string(text("month"))]], success: true,
                    elements: 327_346, unexpected: 0),
                ExpectationResult(
                    type: "expect_column_values_to_not_be_null", kwargs: ["column": .string(text("late"))],
                    success: false, elements: 336_776, unexpected: 9_430),
            ])
        checks.privacy = .init(sampleRows: 2_000, columns: 24, personal: [text("pilot")], protected: [])
        return checks
    }

    private func split(classes: Bool) -> SplitSummary {
        let parts = [("train", 212_774), ("validation", 49_102), ("test", 65_470)].map { name, rows in
            SplitSummary.Part(
                name: name, rows: rows, from: "2013-01-01T10:15:00Z", to: "2013-08-25T01:00:00Z",
                classRows: classes ? [rows - rows / 4, rows / 4] : [], labelMean: classes ? nil : 12.345)
        }
        return SplitSummary(by: "time", parts: parts, leftOut: 12)
    }

    private var features: FeatureSummary {
        FeatureSummary(
            sourceColumns: 2, linearWidth: 17,
            features: [
                .init(column: text("temp"), kind: "number", treatment: text("median 55.0; standardised"), width: 2),
                .init(column: text("carrier"), kind: "category", treatment: text("one-hot, 15 levels"), width: 15),
            ])
    }

    private func candidates(_ metric: MetricName, prior: Double, linear: Double) -> [CandidateSummary] {
        [
            CandidateSummary(
                name: "prior", description: text("the share of each class"), parameters: [:], iterations: 0,
                converged: true, validation: .value(prior, nil)),
            CandidateSummary(
                name: "linear", description: text("logistic regression"),
                parameters: ["C": 0.001, "solver": .string(text("newton"))], iterations: 38, converged: true,
                validation: .value(linear, nil)),
        ]
    }

    private func metrics(_ metric: MetricName, prior: Double, linear: Double) -> MetricsDocument {
        let others: [MetricName: MetricValue] =
            metric == .rocAUC
            ? [
                .averagePrecision: .value(0.42, nil), .logLoss: .value(0.508, nil), .brierScore: .value(0.163, nil),
                .precision: .undefined(reason: text("no row is predicted positive")),
            ] : [.meanAbsoluteError: .value(3.2, nil), .maxError: .value(88.4, nil), .r2: .value(0.79, nil)]
        return MetricsDocument(
            primary: metric,
            verdict: Verdict(
                chosen: "linear", recommendation: .ship,
                reasons: [.betterThanPrior, .guardrailsHold, .intervalsNotComputed]),
            candidates: [
                .init(
                    name: "prior", split: .test, rows: 65_470,
                    metrics: others.merging([metric: .value(prior, nil)]) { $1 }),
                .init(
                    name: "linear", split: .test, rows: 65_470,
                    metrics: others.merging([metric: .value(linear, nil)]) { $1 }),
            ],
            comparisons: [
                .init(
                    better: "linear", worse: "prior", metric: metric, difference: (linear - prior).magnitude,
                    lower: nil,
                    upper: nil)
            ])
    }

    private var evaluation: EvaluationSummary {
        EvaluationSummary(
            threshold: 0.1667, thresholdReason: text("least cost on validation"),
            confusion: [[40_000, 10_000], [5_000, 10_470]],
            weights: [
                .init(feature: text("hour sin"), weight: -0.8123), .init(feature: text("carrier = EV"), weight: 0.4),
            ], guardrails: [.init(expression: text("brier_score <= 0.20"), value: 0.163, holds: true)])
    }

    private var slices: SlicesDocument {
        SlicesDocument(
            metric: .rocAUC,
            slices: [
                .init(
                    column: text("carrier"),
                    values: [
                        .init(
                            value: text("EV"), rows: 10_000,
                            metric: .value(0.67, Interval(lower: 0.65, upper: 0.69, method: .clusterBootstrap))),
                        .init(value: text("UA"), rows: 9_000, metric: .value(0.71, nil)),
                        .init(value: text("OO"), rows: 12, metric: .value(0.55, nil)),
                        .init(value: nil, rows: 3, metric: .undefined(reason: "one class")),
                    ], otherValues: 4, otherRows: 77)
            ], overall: .value(0.689, nil))
    }

    private var calibration: CalibrationDocument {
        let bins = (0..<10).map { index -> CalibrationDocument.Bin in
            let low = Double(index) * 0.08
            return .init(
                lowest: low, highest: low + 0.07, rows: 6_547, predicted: low + 0.04,
                observed: (low + 0.04) * (index > 6 ? 0.9 : 1.02), lower: (low + 0.04) * 0.88,
                upper: (low + 0.04) * 1.04)
        }
        return CalibrationDocument(
            bins: bins, expectedCalibrationError: .value(0.012, nil), debiasedError: 0.01,
            perfect: .init(draws: 1_000, mean: 0.003, lower: 0.001, upper: 0.006),
            brier: .init(score: 0.165, reliability: 0.001, resolution: 0.016, uncertainty: 0.18, withinBins: 0))
    }
}

/// Texts that break pages that do not escape, or lines and tables that do not.
let hostileTexts = HostileCorpus.strings
