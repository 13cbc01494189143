import Evidence
import TestSupport

/// Evidence of an invented run; every text that could come from data or a brief ends with `suffix`.
struct SampleEvidence {
    var suffix = ""

    private func text(_ value: String) -> String { value + suffix }

    var binary: RunEvidence {
        var evidence = plainBinary
        evidence.foundSlices = foundSlices
        evidence.fairness = fairness
        evidence.errors = errors
        evidence.explanations = explanations
        evidence.ablation = AblationDocument(
            candidate: "linear", metric: .rocAUC, rows: 65_470, value: .value(0.69, nil),
            groups: [
                .init(
                    name: text("weather"), kind: .source, columns: [text("temp"), text("humid")],
                    value: .value(0.669, nil), worth: 0.021, lower: 0.018, upper: 0.024),
                .init(
                    name: text("carrier"), kind: .column, columns: [text("carrier")], value: .undefined(reason: "no")),
            ], notTried: 2)
        return evidence
    }

    private var explanations: ExplanationsDocument {
        func mean(_ value: Double) -> ExplanationsDocument.Mean {
            .init(value: value, lower: value - 0.02, upper: value + 0.02)
        }
        func level(_ label: String, _ place: Double?, _ value: Double) -> ExplanationsDocument.Level {
            .init(
                label: text(label), position: place.map { .init(least: $0 - 1, mean: $0, largest: $0 + 1) },
                rows: 500, attribution: mean(value), prediction: mean(0.3 + value / 10))
        }
        // Hours are no text of the data, and an axis shows as many as it has room for.
        let hours = (5..<9).map { hour in
            var level = level("", nil, Double(hour - 6) / 7)
            level.label = "\(hour):00"
            return level
        }
        func example(_ kind: ExplanationsDocument.Example.Kind) -> ExplanationsDocument.Example {
            .init(
                kind: kind, key: [.init(column: text("flight"), value: text("17"))], truth: text("true"),
                predicted: text("false (0.012)"), className: text("true"), base: -1.25, score: -0.98,
                reasons: [.init(column: text("temp"), words: text("temp = 31"), contribution: 0.25)], others: 0.02)
        }
        return ExplanationsDocument(
            candidate: "linear", unit: .logOdds, rows: 2_000, interval: .init(level: 0.95, unit: .day, units: 73),
            classes: [text("true")], base: [-1.25],
            columns: [
                .init(column: text("temp"), mean: mean(0.312), share: 0.75),
                .init(column: text("carrier"), mean: .init(value: 0.104), share: 0.25),
            ],
            dependence: [
                .init(
                    column: text("temp"), part: .range, className: text("true"),
                    levels: [
                        level("below 30", 25, -0.2), level("30 to below 50", 40, 0.1), level("50 and above", 60, 0.4),
                        level("missing", nil, 0),
                    ]),
                .init(
                    column: text("carrier"), part: .value, className: text("true"),
                    levels: [level("EV", nil, 0.2), level("UA", nil, -0.1)]),
                .init(column: text("departure"), part: .hour, className: text("true"), levels: hours),
            ], examples: [example(.typical), example(.wrong)])
    }

    private var errors: ErrorsDocument {
        let slice = SlicePredicate(column: text("humid"), kind: .between, lower: "87")
        var other = slice
        other.isNegated = true
        func mode(_ predicate: SlicePredicate, _ share: Double, _ loss: Double) -> ErrorsDocument.Mode {
            .init(
                predicates: [predicate], rows: 3_000, meanLoss: loss, rowShare: share, lossShare: share * loss / 0.5,
                difference: loss - 0.5, lower: loss - 0.6, upper: loss - 0.4)
        }
        let cells = [
            ErrorsDocument.Cell(column: text("carrier"), value: text("EV")),
            ErrorsDocument.Cell(column: text("sex"), value: ErrorsDocument.mask),
            ErrorsDocument.Cell(column: text("temp"), value: nil),
        ]
        return ErrorsDocument(
            loss: .logLoss, judging: .init(rows: 32_735, meanLoss: 0.52),
            modes: [mode(slice, 0.1, 0.8), mode(other, 0.9, 0.47)],
            confusions: [
                .init(truth: text("true"), predicted: text("false"), rows: 5_000, classShare: 0.32, errorShare: 0.33)
            ],
            residuals: [
                .init(
                    column: text("humid"), explained: 0.012, level: slice, rows: 6_000, mean: 0.07, lower: 0.04,
                    upper: 0.1, qValue: 0.001)
            ],
            examples: [
                .init(
                    key: cells, truth: text("true"), predicted: text("false (0.012)"), loss: 4.4, mode: 0, values: cells
                )
            ])
    }

    private var fairness: FairnessDocument {
        func rates(_ value: Double) -> [GroupMetric: MetricValue] {
            Dictionary(
                uniqueKeysWithValues: GroupMetric.all(for: .binary).map {
                    ($0, .value(value, Interval(lower: value - 0.05, upper: value + 0.05, method: .bootstrap)))
                })
        }
        var measures: [FairnessMeasure: MetricValue] = [:]
        for measure in FairnessMeasure.all(for: .binary) { measures[measure] = .value(0.25, nil) }
        measures[.equalizedOddsRatio] = .undefined(reason: text("fewer than 20 rows are positive"))
        func group(_ value: String?) -> SlicePredicate {
            SlicePredicate(column: text("sex"), kind: value == nil ? .missing : .equals, value: value.map(text))
        }
        return FairnessDocument(
            task: .binary, threshold: 0.5, minimumRows: 100,
            columns: [
                .init(
                    column: text("sex"),
                    groups: [
                        .init(group: group("f"), rows: 4_000, isJudged: true, metrics: rates(0.3)),
                        .init(group: group("m"), rows: 5_000, isJudged: true, metrics: rates(0.4)),
                        .init(group: group(nil), rows: 50, isJudged: false, metrics: [:]),
                    ], unnamed: .init(groups: 2, rows: 9), overall: rates(0.35), measures: measures,
                    fourFifths: .cannotTell)
            ])
    }

    private var foundSlices: FoundSlicesDocument {
        FoundSlicesDocument(
            loss: .logLoss, alpha: 0.995, depth: 3, minimumShare: 0.005, falseDiscoveryRate: 0.05,
            searching: .init(rows: 32_735, meanLoss: 0.51), confirming: .init(rows: 32_735, meanLoss: 0.52),
            columns: [
                .init(column: text("carrier"), levels: 16, grouped: 0),
                .init(column: text("hour"), levels: 10, grouped: 0),
            ], columnsLeftOut: 0, isComplete: false, tested: 20,
            slices: [
                .init(
                    predicates: [
                        SlicePredicate(column: text("carrier"), kind: .equals, value: text("EV")),
                        SlicePredicate(column: text("hour"), kind: .between, lower: "17.0", upper: "19.0"),
                    ], score: 0.31, rows: 1_800, meanLoss: 0.79, difference: 0.28, lower: 0.2, upper: 0.36,
                    pValue: 0.0001, qValue: 0.002, lossShare: 0.083,
                    found: .init(score: 0.4, rows: 1_790, meanLoss: 0.83)),
                .init(
                    predicates: [SlicePredicate(column: text("carrier"), kind: .missing)], score: 0.1, rows: 300,
                    meanLoss: 0.9, difference: 0.38, lower: 0.1, upper: 0.66, pValue: 0.01, qValue: 0.02,
                    lossShare: 0.016, found: .init(score: 0.2, rows: 280, meanLoss: 1.1)),
            ], reason: nil)
    }

    private var plainBinary: RunEvidence {
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
        evidence.foundSlices = foundSlices
        evidence.foundSlices?.slices = []
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
        evidence.foundSlices = foundSlices
        evidence.foundSlices?.slices = []
        evidence.foundSlices?.reason = text("30 rows are too few")
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
