package import Evidence
import Warehouse

extension Brief {
    /// What the brief says, in the form that is hashed into a run's fingerprint.
    ///
    /// It does not depend on comments, formatting, the order of keys, nor on the folder of the brief and its files:
    /// of paths only the last component counts, and of a connection neither user nor password.
    package var canonical: JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(name),
            "data": data.canonical,
            "metric": metric.canonical,
            "slices": .texts(slices),
            "sensitive": .texts(sensitive),
            "exclude": .notes(exclude),
            "sensitive_use": .notes(sensitiveUse),
            "candidates": .texts((candidates ?? Candidates.standard).map(\.rawValue)),
            "refit": .bool(refit),
            "seed": .integer(seed),
            "approvers": .texts(approvers),
            "keep_sources": .bool(keepSources),
        ]
        if !assumed.isEmpty { fields["assumed"] = .notes(assumed) }
        if !foreign.isEmpty { fields["foreign"] = .array(foreign.map(\.canonical)) }
        fields["problem"] = problem.map(JSONValue.string)
        fields["task"] = task.map { .string($0.rawValue) }
        fields["split"] = split?.canonical
        fields["checks"] = checks.map { .string(BriefPath.fileName($0)) }
        fields["budget"] = budget?.canonical
        let options = candidateOptions.filter { $0.value != CandidateOptions() }
        if !options.isEmpty {
            fields["candidate_options"] = .object(
                Dictionary(options.map { ($0.key.rawValue, $0.value.canonical) }) { first, _ in first })
        }
        if !monotone.isEmpty {
            fields["monotone"] = .object(
                Dictionary(monotone.map { ($0.column, .string($0.direction.rawValue)) }) { first, _ in first })
        }
        fields["owner"] = owner.map(JSONValue.string)
        fields["purpose"] = purpose.map(JSONValue.string)
        fields["due"] = due.map { .string($0.description) }
        fields["user_facing"] = userFacing.map(JSONValue.bool)
        return .object(fields)
    }
}

extension ForeignCandidate {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(name), "onnx": .string(BriefPath.fileName(path)), "scores": .string(scores.rawValue),
            "classes": .texts(classes),
            "inputs": .array(inputs.map { ["name": .string($0.name), "columns": .texts($0.columns)] }),
        ]
        fields["output"] = output.map(JSONValue.string)
        return .object(fields)
    }
}

extension DataSection {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [
            "engine": engine.canonical,
            "sources": .object(Dictionary(sources.map { ($0.name, $0.canonical) }) { first, _ in first }),
            "key": .texts(key),
            "label": .string(label),
        ]
        fields["dataset"] = dataset.map { .string($0.sql) }
        fields["time"] = time.map(JSONValue.string)
        fields["positive"] = positive.map(JSONValue.string)
        fields["weight"] = weight.map(JSONValue.string)
        fields["query"] = query.map(JSONValue.string)
        fields["fresh_within"] = freshWithin.map { .integer($0.microseconds) }
        return .object(fields)
    }
}

extension EngineChoice {
    /// The choice without what may be secret: user, password and parameters of the address, and options named like
    /// one.
    package var withoutCredentials: EngineChoice {
        guard case .adbc(let driver, let uri, let options) = self else { return self }
        let secret = ["password", "token", "secret", "key", "username", "user"]
        let shown = options.filter { option in !secret.contains { option.key.lowercased().contains($0) } }
        return .adbc(driver: driver, uri: uri.map(WebAddress.withoutCredentials), options: shown)
    }

    fileprivate var canonical: JSONValue {
        switch withoutCredentials {
        case .duckdb: return "duckdb"
        case .adbc(let driver, let uri, let options):
            var fields: [String: JSONValue] = ["driver": .string(driver)]
            fields["uri"] = uri.map(JSONValue.string)
            fields["options"] = .object(options.mapValues(JSONValue.string))
            return .object(fields)
        }
    }
}

extension Source {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [:]
        switch location {
        case .files(let paths, let table):
            fields["path"] = .texts(paths.map(BriefPath.fileName))
            fields["table"] = table.map(JSONValue.string)
        case .engineTable(let table): fields["table"] = .string(table)
        }
        fields["known_at"] = knownAt?.canonical
        fields["format"] = options.format.map { .string($0.rawValue) }
        fields["delimiter"] = options.delimiter.map(JSONValue.string)
        return .object(fields)
    }
}

extension KnownAt {
    fileprivate var canonical: JSONValue {
        switch self {
        case .column(let column): .string(column)
        case .expression(let sql): .string(sql)
        case .after(let column, let delay): ["after": .string(column), "delay": .integer(delay.microseconds)]
        case .cells(let cells): .array(cells.map { ["columns": .texts($0.columns), "at": $0.at.canonical] })
        }
    }
}

extension SplitPlan {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [:]
        switch self {
        case .crossValidation(let plan):
            fields = plan.by.canonical
            fields["folds"] = .integer(Int64(plan.folds))
            fields["repeats"] = .integer(Int64(plan.repeats))
            fields["gap"] = plan.gap.map { .integer($0.microseconds) }
        case .parts(let parts):
            fields = parts.by.canonical
            fields["validation"] = parts.validation?.canonical
            fields["test"] = parts.test?.canonical
            fields["gap"] = parts.gap.map { .integer($0.microseconds) }
        }
        return .object(fields)
    }
}

extension Optional<SplitBy> {
    fileprivate var canonical: [String: JSONValue] {
        guard let by = self else { return [:] }
        guard case .group(let column) = by else { return ["by": .string(by.word)] }
        return ["by": .string(by.word), "group": .string(column)]
    }
}

extension PartBorder {
    fileprivate var canonical: JSONValue {
        switch self {
        case .share(let share): .number(share.value)
        case .date(let moment): .string(moment.description)
        }
    }
}

extension MetricPlan {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [
            "guardrails": .array(
                guardrails.map {
                    .array([.string($0.measure.name), .string($0.comparison.rawValue), .number($0.value)])
                })
        ]
        fields["primary"] = primary.map { .string($0.rawValue) }
        if !also.isEmpty { fields["also"] = .texts(also.map(\.rawValue)) }
        fields["recalibrate"] = recalibrate.map(JSONValue.bool)
        fields["threshold"] = threshold.map(\.canonical)
        fields["costs"] = costs.map { .array([.number($0.falsePositive), .number($0.falseNegative)]) }
        if !classCosts.isEmpty {
            let pairs = classCosts.sorted { ($0.truth, $0.decided) < ($1.truth, $1.decided) }
            fields["costs"] = .array(
                pairs.map { .array([.string($0.truth), .string($0.decided), .number($0.cost)]) })
        }
        return .object(fields)
    }
}

extension DecisionRule {
    fileprivate var canonical: JSONValue {
        switch self {
        case .score(let score): .array([.string("score"), .number(score)])
        case .precision(let share): .array([.string("precision"), .number(share)])
        case .recall(let share): .array([.string("recall"), .number(share)])
        case .capacity(let rows, let per):
            .array([.string("capacity"), .integer(Int64(rows)), .integer(per.microseconds)])
        }
    }
}

extension CandidateOptions {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [:]
        switch classWeight {
        case .balanced?: fields["class_weight"] = .string("balanced")
        case .factors(let factors)?:
            fields["class_weight"] = .object(
                Dictionary(factors.map { ($0.name, .number($0.factor)) }) { first, _ in first })
        case nil: break
        }
        if !splines { fields["splines"] = .bool(false) }
        if !interactions { fields["interactions"] = .bool(false) }
        for (parameter, range) in space.ranges {
            fields[parameter.rawValue] = .array([.number(range.lowerBound), .number(range.upperBound)])
        }
        return .object(fields)
    }
}

extension Budget {
    fileprivate var canonical: JSONValue {
        var fields: [String: JSONValue] = [:]
        fields["trials"] = trials.map { .integer(Int64($0)) }
        fields["iterations"] = iterations.map { .integer(Int64($0)) }
        fields["ablation"] = ablation.map { .integer(Int64($0)) }
        fields["time_limit"] = timeLimit.map { .integer($0.microseconds) }
        return .object(fields)
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    fileprivate static func notes(_ notes: [ColumnNote]) -> JSONValue {
        .object(Dictionary(notes.map { ($0.column, .string($0.text)) }) { first, _ in first })
    }
}
