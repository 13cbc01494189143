import Columns
import Evidence
import Warehouse

/// Whether what the brief says of when sources knew something can be read, and says something.
struct KnownAtCheck {
    let sources: [AuditedSource]

    /// What came of it.
    struct Outcome {
        var findings: [Finding] = []
        /// The sources with the rules that can be used.
        var sources: [AuditedSource]
    }

    /// Adds the questions; rules that name a column that is not there need none.
    func ask(_ plan: inout QueryPlan) throws(WarehouseError) {
        for (position, source) in sources.enumerated() {
            for (number, rule) in source.rules.enumerated() where nameFinding(rule, source) == nil {
                let name = "\(position).\(number)"
                let value = rule.moment.value
                try plan.ask(
                    "type \(name)", "SELECT \(value) AS moment FROM \(source.relation) LIMIT 0", mayFail: true)
                try plan.ask(
                    "facts \(name)",
                    """
                    SELECT count(*) AS all_rows, count(given) AS given, count(moment) AS known, max(moment) AS latest \
                    FROM (SELECT \(SQL.text(value)) AS given, \(rule.moment.timestamp) AS moment \
                    FROM \(source.relation)) AS m
                    """, mayFail: true)
            }
        }
    }

    /// Reads the answers; `first` is the first moment of prediction.
    func outcome(of answers: QueryAnswers, first: Int64?) throws(WarehouseError) -> Outcome {
        var outcome = Outcome(sources: sources)
        let undecided = try UndecidedCalls(answers)
        for (position, source) in sources.enumerated() {
            outcome.sources[position].rules = []
            for (number, rule) in source.rules.enumerated() {
                let name = "\(position).\(number)"
                var found = nameFinding(rule, source)
                if found == nil, case .expression(let text) = rule.moment, let call = undecided.words(in: text).first {
                    found = Finding(
                        .error, .knownAtUnfit,
                        "known_at of '\(source.name)' calls \(call.text.lowercased()), whose result the source does not decide",
                        advice: "write a column, or an SQL expression over the source's columns alone",
                        source: source.name)
                }
                if found == nil { found = try finding(name, rule, source, answers, first: first) }
                if let found { outcome.findings.append(found.at(rule.place)) }
                if found?.severity != .error { outcome.sources[position].rules.append(rule) }
            }
        }
        return outcome
    }

    /// A column that the source does not have.
    private func nameFinding(_ rule: AuditedSource.Rule, _ source: AuditedSource) -> Finding? {
        var named = rule.columns ?? []
        switch rule.moment {
        case .column(let name), .after(let name, _): named.append(name)
        case .expression: break
        }
        let there = source.columns.map(\.name)
        guard
            let missing = named.first(where: { name in !there.contains { $0.lowercased() == name.lowercased() } })
        else { return nil }
        let near = Spelling.nearest(to: missing, among: there)
        return Finding(
            .error, .knownAtUnfit, "known_at of '\(source.name)' names '\(missing)', which the source does not have",
            advice: near.map { "did you mean '\($0)'?" }
                ?? "columns of the source: \(there.prefix(20).joined(separator: ", "))",
            source: source.name, column: missing)
    }

    private func finding(
        _ name: String, _ rule: AuditedSource.Rule, _ source: AuditedSource, _ answers: QueryAnswers, first: Int64?
    ) throws(WarehouseError) -> Finding? {
        func unfit(_ what: String, _ advice: String) -> Finding {
            Finding(.error, .knownAtUnfit, "known_at of '\(source.name)' \(what)", advice: advice, source: source.name)
        }
        let forms = "write a column, an SQL expression over the source's columns, or {after: COLUMN, delay: 2 hours}"
        if let failure = answers.failure("type \(name)") ?? answers.failure("facts \(name)") {
            return unfit("cannot be read: \(failure.message)", forms)
        }
        let type = try answers.table("type \(name)")
        guard type.columns.count == 1, let moment = type.columns.first?.type, moment.isMoment || moment == .text else {
            return unfit("is no moment", "let it give a date or a timestamp, such as CAST(… AS TIMESTAMP)")
        }
        let facts = AnswerRow(try answers.table("facts \(name)"))
        let rows = facts["all_rows"] ?? 0
        let known = facts["known"] ?? 0
        guard known > 0 || rows == 0 else {
            return (facts["given"] ?? 0) > 0
                ? unfit("gives texts that are no moments", "convert them, such as with strptime(…)")
                : unfit("is null in every row", "say when the rows became known, or leave known_at out")
        }
        if known < rows {
            return Finding(
                .warning, .knownAtNull,
                "known_at of '\(source.name)' is null in \(NumberText.count(rows - known)) of "
                    + "\(NumberText.count(rows)) rows; the replay takes them as never known",
                advice: "say when they became known, such as with coalesce(…)", source: source.name,
                count: rows - known)
        }
        guard let first, let latest = facts["latest"], latest <= Int(first), rule.columns == nil else { return nil }
        return Finding(
            .note, .knownAtIdle,
            "known_at of '\(source.name)' lies before every prediction, so that the replay hides none of its rows",
            advice: "see that it is the moment at which a row became known, not that at which something began",
            source: source.name)
    }
}
