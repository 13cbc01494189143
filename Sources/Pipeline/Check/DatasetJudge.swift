import Columns
import DataQuality
import Evidence
import Framing
import Warehouse
import Worker

/// A dataset beside what is expected of it: by every job, by the brief, by its suite, and by what it was.
struct DatasetJudge {
    let brief: Brief
    let workshop: CheckWorkshop

    /// What was found.
    struct Judged {
        let reader: SnapshotReader
        let settled: SettledBrief
        let roles: ColumnRoles
        /// What the checks that every dataset passes found.
        let result: CheckResult
        /// All that follows from the data alone, and so is the same in two runs.
        let document: ChecksDocument
        /// Columns that are personal, or may be.
        let sensitive: SensitiveColumns
        /// What keeps the values of such columns out of what is said.
        let masking: Masking
        /// A suite for the next data, where the brief has none.
        let proposal: Suite?
    }

    /// Judges a snapshot whose hash was checked.
    ///
    /// - Parameters:
    ///   - snapshot: the dataset.
    ///   - suite: what is expected of it besides; `nil` for nothing.
    ///   - looksFurther: whether to look for what takes more than a glance, and to propose a suite where there is none.
    ///   - connection: an engine that reads the snapshot.
    ///   - told: called when the brief is settled, before the checks.
    /// - Returns: what was found; errors among it are for the caller to act upon.
    /// - Throws: ``ChecksStopped`` where the label is unfit; `SuiteError`; errors of the brief and the engine.
    func judge(
        _ snapshot: Snapshotted, suite: Suite?, looksFurther: Bool = true, on connection: Connection,
        told: (SettledBrief) -> Void = { _ in }
    ) async throws -> Judged {
        let reader = try SnapshotReader(snapshot, label: brief.data.label, on: connection)
        let settled = try await settle(reader, snapshot, connection)
        told(settled)
        let roles = ColumnRoles(settled)
        let result = try DatasetChecks.run(
            CheckRequest(
                rows: reader.labelledRows, columns: reader.columns, rowCount: reader.label.rows,
                key: brief.data.key, label: brief.data.label, time: brief.data.time,
                splitsByTime: settled.splitsByTime, weight: brief.data.weight,
                excluded: roles.notFeatures, classRows: settled.classRows(in: reader.label)), on: connection)
        var findings = settled.findings(withoutLabel: reader.label.missing) + settled.recordedOnly + brief.assumptions
        findings += result.document.findings
        var results = result.document.results
        if let suite {
            let checked = try await SuiteCheck(brief: brief, workshop: workshop).document(suite, snapshot: snapshot)
            findings += checked.findings
            // What every job expects a suite may expect too: it is listed once.
            let own = result.document.results.map(\.expectationConfig)
            results += checked.results.filter { result in
                !own.contains {
                    $0.type == result.expectationConfig.type && $0.kwargs == result.expectationConfig.kwargs
                }
            }
        }
        let sensitive = try await SensitiveScan(relation(snapshot, connection)).columns {
            try connection.answers(to: $0)
        }
        let masking = Masking(sensitive.masked.union(brief.sensitive), key: brief.data.key)
        let kept = Set(reader.columns.map(\.name)).subtracting(roles.notFeatures).subtracting(sensitive.masked)
            .subtracting(result.leftOut.map(\.column)).subtracting([brief.data.label])
        findings += try await disguised(kept, settled, snapshot, connection)
        findings += try await sanity(settled, snapshot, hidden: masking.columns, looksFurther, connection)
        let offered = Set(reader.columns.map(\.name)).subtracting(roles.notFeatures)
        findings =
            SignOff.requests(of: brief)
            + sensitive.findings(.init(features: offered, sensitive: Set(brief.sensitive))) + findings
        var document = masking.masked(ChecksDocument(findings: findings, results: results))
        document.privacy = sensitive.summary
        let proposes = suite == nil && looksFurther
        return Judged(
            reader: reader, settled: settled, roles: roles, result: result, document: document, sensitive: sensitive,
            masking: masking,
            proposal: proposes ? try await proposal(snapshot, hidden: masking.columns, connection) : nil)
    }

    private func relation(_ snapshot: Snapshotted, _ connection: Connection) throws -> CheckedRelation {
        CheckedRelation(
            rows: Parquet.relation(snapshot.path), columns: try Parquet.columns(of: snapshot.path, connection),
            key: brief.data.key)
    }

    /// What may be expected of the next data, from how this is.
    private func proposal(
        _ snapshot: Snapshotted, hidden: Set<String>, _ connection: Connection
    ) async throws -> Suite {
        // What a suite expects of a column says what values it has.
        let excluded = Set(brief.exclude.map(\.column)).union(hidden)
        return try await SuiteProposal(
            try relation(snapshot, connection), time: brief.data.time, excluded: excluded
        ).suite(named: brief.name) { try connection.answers(to: $0, threads: workshop.threads) }
    }

    /// What looks wrong by itself.
    private func sanity(
        _ settled: SettledBrief, _ snapshot: Snapshotted, hidden: Set<String>, _ looksFurther: Bool,
        _ connection: Connection
    ) async throws -> [Finding] {
        let relation = try relation(snapshot, connection)
        let type = relation.columns.first { $0.name == brief.data.label }?.type
        let positive = settled.positive.map { text -> JSONValue in
            switch type {
            case .boolean: .bool(text == "true")
            case .text: .string(text)
            default: Int64(text).map { .integer($0) } ?? .string(text)
            }
        }
        return try await DataSanity(
            relation, label: brief.data.label, positive: positive, isClass: !settled.classes.isEmpty,
            time: brief.data.time, hidden: hidden
        ).findings(looksFurther: looksFurther) { try connection.answers(to: $0, threads: workshop.threads) }
    }

    /// Numbers, dates and times that are taken for categories or classes, since they are text.
    private func disguised(
        _ features: Set<String>, _ settled: SettledBrief, _ snapshot: Snapshotted, _ connection: Connection
    ) async throws -> [Finding] {
        let columns = DisguisedColumns(try relation(snapshot, connection))
        let ask: Asking = { try connection.answers(to: $0) }
        let label = settled.classes.isEmpty ? nil : try await columns.finding(ofLabel: brief.data.label, ask: ask)
        return [label].compactMap(\.self) + (try await columns.findings(amongFeatures: features, ask: ask))
    }

    /// Settles what the brief left open; a label that is unfit is a check that failed, not a slip in the brief.
    private func settle(
        _ reader: SnapshotReader, _ snapshot: Snapshotted, _ connection: Connection
    ) async throws -> SettledBrief {
        do {
            return try brief.settled(
                label: reader.label, columns: reader.columns.map { (name: $0.name, type: $0.type) },
                rows: snapshot.response.snapshot.rows)
        } catch {
            guard error.findings.allSatisfy(\.code.isAboutTheLabel) else { throw error }
            guard reader.label.type == .text else { throw ChecksStopped(findings: error.findings) }
            let columns = DisguisedColumns(try relation(snapshot, connection))
            var findings: [Finding] = []
            for finding in error.findings {
                findings.append(
                    finding.code == .labelUnfit
                        ? try await columns.explained(finding, ofLabel: brief.data.label) {
                            try connection.answers(to: $0)
                        } : finding)
            }
            throw ChecksStopped(findings: findings)
        }
    }
}

extension Brief {
    /// What the brief assumes, for its owner to confirm.
    var assumptions: [Finding] {
        assumed.map { note in
            finding(
                .momentAssumed, at: "assumed.\(note.column)",
                "that '\(data.time ?? "")' is the moment of prediction is assumed: \(note.text)",
                advice: "confirm it by taking '\(note.column)' out of 'assumed', or name another moment under "
                    + "'\(note.column)'", severity: .warning, column: data.time)
        }
    }

    /// The suite that the brief names; `nil` where it names none.
    ///
    /// - Throws: `SuiteError` with all that is wrong with it.
    func namedSuite() throws -> Suite? {
        guard let checks, let text = try suiteText() else { return nil }
        return try SuiteReader.read(text, of: resolved(checks))
    }

    /// The text of the suite that the brief names.
    func suiteText() throws -> String? {
        try origin.keptTexts?.checks ?? checks.map { try SuiteReader.text(of: resolved($0)) }
    }
}

extension FindingCode {
    /// Whether the label's values are at fault rather than the words of the brief.
    fileprivate var isAboutTheLabel: Bool {
        switch self {
        case .labelMissing, .labelUnfit, .oneClass, .tooFewRows, .rareClass, .nonFiniteValues: true
        default: false
        }
    }
}

extension DatasetJudge.Judged {
    /// Whether the rows can be worked with: no error but one that a sign-off would lift.
    var isWorkable: Bool { document.findings.allSatisfy { $0.severity != .error || $0.code.asksForSignOff } }
}
