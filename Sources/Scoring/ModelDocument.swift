package import Evidence

/// `model/associate.json`: all that scoring needs (contracts, section 6).
///
/// Written with `CanonicalJSON.encode(_:)`, which keeps doubles to the bit; read with `init(reading:)`, which
/// trusts nothing in the bytes.
package struct ModelDocument: Sendable, Equatable {
    /// The version of a document that needs no more than the first readers knew.
    package static let version = 1
    /// The version of a document whose linear model has terms.
    package static let versionWithTerms = 2

    package var task: LearningTask
    /// Classes in class order (binary: the other class, then `positive`); empty for regression.
    package var classes: [String]
    /// Columns that identify a row; empty where the brief names none.
    package var key: [String]
    /// Columns of the dataset that are not features, each with the reason.
    package var excluded: [String: String]
    /// Binary only: a score of at least this is positive.
    package var threshold: Double?
    /// Multiclass only: what deciding a class costs where another is true, `costs[true][decided]`; the most probable
    /// class is decided where there are none.
    package var costs: [[Double]]?
    package var plan: FeaturePlan
    package var model: Model
    /// What training saw, by the name of the feature.
    package var seen: [String: SeenValues]

    package init(
        task: LearningTask, classes: [String], key: [String], excluded: [String: String], threshold: Double?,
        plan: FeaturePlan, model: Model, seen: [String: SeenValues]
    ) {
        self.task = task
        self.classes = classes
        self.key = key
        self.excluded = excluded
        self.threshold = threshold
        self.plan = plan
        self.model = model
        self.seen = seen
    }

    /// The class that a binary score speaks of.
    package var positive: String? { task == .binary ? classes.last : nil }
}

extension ModelDocument: Codable {
    private enum CodingKeys: String, CodingKey {
        case version, task, classes, positive, key, features, excluded, threshold, costs, recalibration, plan, model,
            seen
    }

    /// What the file repeats of each feature, for readers that do not know the plan.
    struct FeatureName: Codable, Equatable {
        var name: String
        var source: String
        var kind: FeatureKind
    }

    var featureNames: [FeatureName] {
        plan.features.map { FeatureName(name: $0.name, source: $0.source, kind: $0.kind) }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(model.terms != nil ? Self.versionWithTerms : Self.version, forKey: .version)
        try fields.encode(task, forKey: .task)
        try fields.encode(classes, forKey: .classes)
        try fields.encode(positive, forKey: .positive)
        try fields.encode(key, forKey: .key)
        try fields.encode(featureNames, forKey: .features)
        try fields.encode(excluded, forKey: .excluded)
        try fields.encode(threshold, forKey: .threshold)
        try fields.encodeIfPresent(costs, forKey: .costs)
        try fields.encode(model.recalibration, forKey: .recalibration)
        try fields.encode(plan, forKey: .plan)
        try fields.encode(model, forKey: .model)
        try fields.encode(seen, forKey: .seen)
    }

    /// Reads the fields; use `init(reading:)` for bytes, which also checks that they fit each other.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func damaged(_ key: CodingKeys, _ message: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: fields, debugDescription: message)
        }
        let version = try fields.decode(Int.self, forKey: .version)
        guard [Self.version, Self.versionWithTerms].contains(version) else {
            throw damaged(
                .version,
                "version \(version) is not known here; this Associate reads \(Self.version) and \(Self.versionWithTerms)"
            )
        }
        self.init(
            task: try fields.decode(LearningTask.self, forKey: .task),
            classes: try fields.decode([String].self, forKey: .classes),
            key: try fields.decode([String].self, forKey: .key),
            excluded: try fields.decode([String: String].self, forKey: .excluded),
            threshold: try fields.decode(Double?.self, forKey: .threshold),
            plan: try fields.decode(FeaturePlan.self, forKey: .plan),
            model: try fields.decode(Model.self, forKey: .model),
            seen: try fields.decode([String: SeenValues].self, forKey: .seen))
        guard (version == Self.versionWithTerms) == (model.terms != nil) else {
            throw damaged(.version, "version \(Self.versionWithTerms) is of models with terms, and of no others")
        }
        costs = try fields.decodeIfPresent([[Double]].self, forKey: .costs)
        if let recalibration = try fields.decode(Recalibration?.self, forKey: .recalibration) {
            model.recalibration = recalibration
            guard model.recalibration != nil else {
                throw damaged(.recalibration, "a prior has no recalibration")
            }
        }
        guard try fields.decode([FeatureName].self, forKey: .features) == featureNames else {
            throw damaged(.features, "the features are not those of the plan")
        }
        guard try fields.decode(String?.self, forKey: .positive) == positive else {
            throw damaged(.positive, "the positive class is not the last class of a binary task")
        }
    }
}
