package import Evidence

/// A brief: the problem, where the data is, the label, and what counts (contracts, section 1).
///
/// What the brief leaves open is `nil` here and settled against the data by `settled(label:columns:rows:)`.
package struct Brief: Sendable, Equatable {
    /// `[a-z0-9-]{1,60}`.
    package var name: String
    package var problem: String?
    package var task: LearningTask?
    package var data: DataSection
    package var split: SplitPlan?
    package var metric: MetricPlan
    /// Columns whose values are evaluated apart.
    package var slices: [String]
    /// Protected attributes.
    package var sensitive: [String]
    /// Columns that must not be features, with the reason, in the order of the brief.
    package var exclude: [ColumnNote]
    /// Sensitive columns that are to be features, with the purpose: needs a sign-off.
    package var sensitiveUse: [ColumnNote]
    /// Keys of the brief whose value nobody has confirmed yet, with the reason to assume it; of them `data.time` alone.
    package var assumed: [ColumnNote]
    /// A suite of checks: a path as written, relative to the brief's folder.
    package var checks: String?
    /// `nil` where the brief names none: then ``Candidates/standard``.
    package var candidates: [Candidate]?
    /// What the brief says of single candidates.
    package var candidateOptions: [Candidate: CandidateOptions] = [:]
    /// Columns with which predictions may only rise, or only fall, in the order of the brief.
    package var monotone: [MonotoneColumn] = []
    /// Models that were trained elsewhere, judged beside the candidates.
    package var foreign: [ForeignCandidate] = []
    package var budget: Budget?
    package var refit: Bool
    package var seed: Int64
    package var owner: String?
    package var purpose: String?
    package var due: BriefMoment?
    package var userFacing: Bool?
    package var approvers: [String]
    /// Whether the run keeps copies of the sources.
    package var keepSources: Bool
    package var origin: BriefOrigin

    package static let standardSeed: Int64 = 7

    package init(
        name: String, problem: String? = nil, task: LearningTask? = nil, data: DataSection, split: SplitPlan? = nil,
        metric: MetricPlan = MetricPlan(), slices: [String] = [], sensitive: [String] = [],
        exclude: [ColumnNote] = [], sensitiveUse: [ColumnNote] = [], assumed: [ColumnNote] = [],
        checks: String? = nil,
        candidates: [Candidate]? = nil, budget: Budget? = nil, refit: Bool = false, seed: Int64 = standardSeed,
        owner: String? = nil, purpose: String? = nil, due: BriefMoment? = nil, userFacing: Bool? = nil,
        approvers: [String] = [], keepSources: Bool = false, origin: BriefOrigin
    ) {
        self.name = name
        self.problem = problem
        self.task = task
        self.data = data
        self.split = split
        self.metric = metric
        self.slices = slices
        self.sensitive = sensitive
        self.exclude = exclude
        self.sensitiveUse = sensitiveUse
        self.assumed = assumed
        self.checks = checks
        self.candidates = candidates
        self.budget = budget
        self.refit = refit
        self.seed = seed
        self.owner = owner
        self.purpose = purpose
        self.due = due
        self.userFacing = userFacing
        self.approvers = approvers
        self.keepSources = keepSources
        self.origin = origin
    }

    /// The folder that the brief's relative paths start from.
    package var directory: String { BriefPath.directory(of: origin.path) }

    /// Where the brief's keys stand in its file.
    package var places: BriefPlaces { origin.places }

    /// A path of the brief made absolute or relative to the working directory.
    package func resolved(_ path: String) -> String {
        BriefPath.resolved(path, in: directory)
    }
}

/// Where a brief came from.
///
/// It is no part of what the brief says, so any two are equal.
package struct BriefOrigin: Sendable, Equatable {
    /// The brief's own path, from whose folder its paths start; a proposed brief has it where work was started.
    package var path: String
    package var places: BriefPlaces
    /// What was inferred before any data was seen, such as the name.
    package var inferences: [Inference]
    /// What was found in a bare table and is proposed because of it; it stands in the brief, so it is no inference.
    package var proposals: [Inference]
    /// Texts of the files that the brief names, where a run kept them; then no file is read.
    package var keptTexts: KeptTexts?

    package init(
        path: String, places: BriefPlaces, inferences: [Inference] = [], proposals: [Inference] = [],
        keptTexts: KeptTexts? = nil
    ) {
        self.path = path
        self.places = places
        self.inferences = inferences
        self.proposals = proposals
        self.keptTexts = keptTexts
    }

    package static func == (first: BriefOrigin, second: BriefOrigin) -> Bool { true }
}

/// What stood in the files that a brief names, as a run kept them beside it.
package struct KeptTexts: Sendable, Equatable {
    /// The SQL of `data.dataset`, where that is a file.
    package var dataset: String?
    /// The suite of `checks`.
    package var checks: String?

    package init(dataset: String?, checks: String?) {
        self.dataset = dataset
        self.checks = checks
    }
}
