/// All that the report and the documents say, gathered from the files of a run; nothing in it names a date,
/// a path, a machine or a thread count, so that documents are the same bytes in two runs of one brief.
package struct RunEvidence: Codable, Sendable {
    /// 64 hexadecimal digits that name the run in documents.
    package var fingerprint: String
    package var brief: BriefSummary
    package var data: DataSummary
    package var checks: ChecksDocument
    package var leakage: LeakageDocument
    /// What was proposed of the data and is not in the brief.
    package var proposals: [Proposal]
    package var split: SplitSummary
    package var features: FeatureSummary
    package var candidates: [CandidateSummary]
    package var metrics: MetricsDocument
    package var evaluation: EvaluationSummary
    /// Versions that the result depends on, by name (`associate`, `duckdb`).
    package var versions: [String: String]
    /// What stands in `evaluation/slices.json`, `calibration.json`, `thresholds.json`, `importance.json`, `curves.json`
    /// and `label_errors.json`, where they are written.
    package var slices: SlicesDocument?
    package var calibration: CalibrationDocument?
    package var thresholds: ThresholdsDocument?
    package var importance: ImportanceDocument?
    package var curves: CurvesDocument?
    package var labelErrors: LabelErrorsDocument?
    /// Slices that were looked for; absent where the run made none.
    package var foundSlices: FoundSlicesDocument?
    /// Figures of the groups of the sensitive columns; absent where the brief names none.
    package var fairness: FairnessDocument?
    /// Where the chosen candidate is wrong.
    package var errors: ErrorsDocument?
    /// What each column adds to scores; absent where the run made none.
    package var explanations: ExplanationsDocument?
    /// What sources and groups of columns are worth; absent where the budget has no room for it.
    package var ablation: AblationDocument?
    /// What searches tried; absent where none was made.
    package var trials: TrialsDocument?
    /// The brief in the form that enters the fingerprint, by whose keys runs are compared.
    package var canonicalBrief: JSONValue?
    /// What the brief left open, as it was settled, in the same form: a value by the path of its keys.
    package var settledBrief: JSONValue?

    package init(
        fingerprint: String, brief: BriefSummary, data: DataSummary, checks: ChecksDocument,
        leakage: LeakageDocument = LeakageDocument(coverage: .init(), findings: []), proposals: [Proposal] = [],
        split: SplitSummary,
        features: FeatureSummary, candidates: [CandidateSummary], metrics: MetricsDocument,
        evaluation: EvaluationSummary, versions: [String: String], slices: SlicesDocument? = nil,
        calibration: CalibrationDocument? = nil, thresholds: ThresholdsDocument? = nil,
        importance: ImportanceDocument? = nil, curves: CurvesDocument? = nil, labelErrors: LabelErrorsDocument? = nil,
        canonicalBrief: JSONValue? = nil
    ) {
        self.fingerprint = fingerprint
        self.brief = brief
        self.data = data
        self.checks = checks
        self.leakage = leakage
        self.proposals = proposals
        self.split = split
        self.features = features
        self.candidates = candidates
        self.metrics = metrics
        self.evaluation = evaluation
        self.versions = versions
        self.slices = slices
        self.calibration = calibration
        self.thresholds = thresholds
        self.importance = importance
        self.curves = curves
        self.labelErrors = labelErrors
        self.canonicalBrief = canonicalBrief
    }

    private enum CodingKeys: String, CodingKey {
        case fingerprint, brief, data, checks, leakage, proposals, split, features, candidates, metrics, evaluation
        case versions, slices, calibration, thresholds, importance, curves, fairness
        case errors, explanations, ablation, trials
        case labelErrors = "label_errors"
        case foundSlices = "found_slices"
        case canonicalBrief = "canonical_brief"
        case settledBrief = "settled_brief"
    }
}

/// The brief as it was understood.
package struct BriefSummary: Codable, Sendable, Equatable {
    package var name: String
    package var problem: String?
    package var task: LearningTask
    package var label: String
    /// The class that scores speak of (binary only).
    package var positive: String?
    /// The classes in order; empty for regression.
    package var classes: [String]
    package var key: [String]
    package var time: String?
    package var weight: String?
    /// The column whose rows of one value are ranked together; absent where all rows are.
    package var query: String?
    package var primary: MetricName
    package var guardrails: [String]
    /// Cost of a false positive and of a false negative.
    package var costs: Costs?
    package var slices: [String]
    package var sensitive: [String]
    package var excluded: [Exclusion]
    package var candidates: [String]
    package var seed: Int64
    package var owner: String?
    package var purpose: String?
    package var due: String?
    package var userFacing: Bool?
    package var approvers: [String]
    /// What the brief left open and how it was settled.
    package var inferred: [Inference]
    /// Why the moment of prediction is assumed; absent where the brief's author named it.
    package var timeAssumed: String?

    package struct Costs: Codable, Sendable, Equatable {
        package var falsePositive: Double
        package var falseNegative: Double

        package init(falsePositive: Double, falseNegative: Double) {
            self.falsePositive = falsePositive
            self.falseNegative = falseNegative
        }

        private enum CodingKeys: String, CodingKey {
            case falsePositive = "false_positive"
            case falseNegative = "false_negative"
        }
    }

    package init(
        name: String, problem: String?, task: LearningTask, label: String, positive: String?, classes: [String],
        key: [String], time: String?, weight: String?, primary: MetricName, guardrails: [String], costs: Costs?,
        slices: [String], sensitive: [String], excluded: [Exclusion], candidates: [String], seed: Int64,
        owner: String?, purpose: String?, due: String?, userFacing: Bool?, approvers: [String], inferred: [Inference],
        timeAssumed: String? = nil
    ) {
        self.name = name
        self.problem = problem
        self.task = task
        self.label = label
        self.positive = positive
        self.classes = classes
        self.key = key
        self.time = time
        self.weight = weight
        self.primary = primary
        self.guardrails = guardrails
        self.costs = costs
        self.slices = slices
        self.sensitive = sensitive
        self.excluded = excluded
        self.candidates = candidates
        self.seed = seed
        self.owner = owner
        self.purpose = purpose
        self.due = due
        self.userFacing = userFacing
        self.approvers = approvers
        self.inferred = inferred
        self.timeAssumed = timeAssumed
    }

    private enum CodingKeys: String, CodingKey {
        case name, problem, task, label, positive, classes, key, time, weight, query, primary, guardrails, costs, slices
        case sensitive, excluded, candidates, seed, owner, purpose, due, approvers, inferred
        case userFacing = "user_facing"
        case timeAssumed = "time_assumed"
    }
}

/// A column that is not a feature, and why.
package struct Exclusion: Codable, Sendable, Equatable {
    package var column: String
    package var reason: String
    /// Who left it out: the brief, its role (key, label, time, weight), or a check.
    package var by: Origin

    package enum Origin: String, Codable, Sendable {
        case brief
        case role
        case check
    }

    package init(column: String, reason: String, by: Origin) {
        self.column = column
        self.reason = reason
        self.by = by
    }
}

/// Something that the brief left open, how it was settled, and why.
package struct Inference: Codable, Sendable, Equatable {
    /// The brief's key, such as `task` or `data.positive`.
    package var key: String
    package var value: String
    package var reason: String

    package init(key: String, value: String, reason: String) {
        self.key = key
        self.value = value
        self.reason = reason
    }
}

/// Sources, the snapshot, and the rows through each step.
package struct DataSummary: Codable, Sendable, Equatable {
    package var sources: [Source]
    /// Rows of the dataset SQL's result.
    package var datasetRows: Int
    /// Rows left out because their label is missing.
    package var rowsWithoutLabel: Int
    /// Rows that are worked on.
    package var rows: Int
    package var columns: [ColumnSummary]
    /// The dataset's SQL as run.
    package var sql: String
    /// First and last moment of prediction, ISO 8601, where there is a time.
    package var firstTime: String?
    package var lastTime: String?
    /// SHA-256 of the snapshot.
    package var snapshot: ContentHash

    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        package var format: String
        package var files: Int
        package var rows: Int

        package init(name: String, format: String, files: Int, rows: Int) {
            self.name = name
            self.format = format
            self.files = files
            self.rows = rows
        }
    }

    package struct ColumnSummary: Codable, Sendable, Equatable {
        package var name: String
        package var type: String
        package var nulls: Int
        package var distinct: Int?

        package init(name: String, type: String, nulls: Int, distinct: Int?) {
            self.name = name
            self.type = type
            self.nulls = nulls
            self.distinct = distinct
        }
    }

    package init(
        sources: [Source], datasetRows: Int, rowsWithoutLabel: Int, rows: Int, columns: [ColumnSummary], sql: String,
        firstTime: String?, lastTime: String?, snapshot: ContentHash
    ) {
        self.sources = sources
        self.datasetRows = datasetRows
        self.rowsWithoutLabel = rowsWithoutLabel
        self.rows = rows
        self.columns = columns
        self.sql = sql
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.snapshot = snapshot
    }

    private enum CodingKeys: String, CodingKey {
        case sources, rows, columns, sql, snapshot
        case datasetRows = "dataset_rows"
        case rowsWithoutLabel = "rows_without_label"
        case firstTime = "first_time"
        case lastTime = "last_time"
    }
}

/// How rows were divided.
package struct SplitSummary: Codable, Sendable, Equatable {
    /// `time`, `random` or `group`.
    package var by: String
    package var parts: [Part]
    /// Rows in no part: without a time, or in a gap.
    package var leftOut: Int
    /// How rows were held out in their turn; absent where there is a test part.
    package var folds: Folds?

    /// How rows were divided, on one line: the parts, or the rows that were held out in turn and those of the kept model.
    package var words: String {
        guard let folds else {
            return (["by \(by)"] + parts.map { "\($0.name) \(NumberText.count($0.rows))" }).joined(separator: " · ")
        }
        let repeats = folds.repeats > 1 ? " × \(folds.repeats)" : ""
        return "by \(by), \(folds.count) folds\(repeats) · \(NumberText.counted(heldRows, "row")) held out in turn"
            + " · the kept model is fitted on \(NumberText.count(keptRows))"
    }

    /// Rows that were held out once, under cross-validation.
    package var heldRows: Int { parts.first { $0.name == MetricsDocument.Split.outOfFold.rawValue }?.rows ?? 0 }

    /// Rows that the kept model is fitted on under cross-validation, where it is fitted again on all that may teach.
    package var keptRows: Int {
        parts.filter { $0.name != MetricsDocument.Split.outOfFold.rawValue }.reduce(0) { $0 + $1.rows }
    }

    /// Folds of cross-validation.
    package struct Folds: Codable, Sendable, Equatable {
        /// Folds in one dealing of the rows.
        package var count: Int
        /// Times that the rows were dealt.
        package var repeats: Int
        /// Rows that teach and rows that are held out, fold by fold in the first dealing.
        package var trainingRows: [Int]
        package var heldRows: [Int]

        package init(count: Int, repeats: Int, trainingRows: [Int], heldRows: [Int]) {
            self.count = count
            self.repeats = repeats
            self.trainingRows = trainingRows
            self.heldRows = heldRows
        }

        private enum CodingKeys: String, CodingKey {
            case count, repeats
            case trainingRows = "training_rows"
            case heldRows = "held_rows"
        }
    }

    package struct Part: Codable, Sendable, Equatable {
        /// `train`, `validation` and `test`, or `out_of_fold` for all rows held out once.
        package var name: String
        package var rows: Int
        /// First and last moment of prediction, ISO 8601, under a time split.
        package var from: String?
        package var to: String?
        /// Rows per class in class order; empty for regression.
        package var classRows: [Int]
        /// Mean of the label (regression).
        package var labelMean: Double?

        package init(
            name: String, rows: Int, from: String? = nil, to: String? = nil, classRows: [Int] = [],
            labelMean: Double? = nil
        ) {
            self.name = name
            self.rows = rows
            self.from = from
            self.to = to
            self.classRows = classRows
            self.labelMean = labelMean
        }

        private enum CodingKeys: String, CodingKey {
            case name, rows, from, to
            case classRows = "class_rows"
            case labelMean = "label_mean"
        }
    }

    package init(by: String, parts: [Part], leftOut: Int = 0, folds: Folds? = nil) {
        self.by = by
        self.parts = parts
        self.leftOut = leftOut
        self.folds = folds
    }

    private enum CodingKeys: String, CodingKey {
        case by, parts, folds
        case leftOut = "left_out"
    }
}

/// What the fitted feature plan makes of the columns.
package struct FeatureSummary: Codable, Sendable, Equatable {
    /// Columns that are features.
    package var sourceColumns: Int
    /// Width of the matrix that linear models see.
    package var linearWidth: Int
    package var features: [Feature]

    package struct Feature: Codable, Sendable, Equatable {
        package var column: String
        /// `number`, `category`, `boolean`, `date` or `timestamp`.
        package var kind: String
        /// What was fitted, in words, such as "median 55.0; standardised; missing indicator".
        package var treatment: String
        /// Columns of the linear matrix that it fills.
        package var width: Int

        package init(column: String, kind: String, treatment: String, width: Int) {
            self.column = column
            self.kind = kind
            self.treatment = treatment
            self.width = width
        }
    }

    package init(sourceColumns: Int, linearWidth: Int, features: [Feature]) {
        self.sourceColumns = sourceColumns
        self.linearWidth = linearWidth
        self.features = features
    }

    private enum CodingKeys: String, CodingKey {
        case features
        case sourceColumns = "source_columns"
        case linearWidth = "linear_width"
    }
}

/// How one candidate was fitted and how it did on validation.
package struct CandidateSummary: Codable, Sendable, Equatable {
    package var name: String
    /// What was fitted, in words.
    package var description: String
    /// Chosen settings by name, such as `penalty`.
    package var parameters: [String: JSONValue]
    /// Solver iterations in all; 0 where there is no solver.
    package var iterations: Int
    package var converged: Bool
    /// The primary metric on validation.
    package var validation: MetricValue

    package init(
        name: String, description: String, parameters: [String: JSONValue], iterations: Int, converged: Bool,
        validation: MetricValue
    ) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.iterations = iterations
        self.converged = converged
        self.validation = validation
    }
}
