package import Evidence
import Warehouse

/// Checks a suite against one relation.
package enum SuiteRun {
    /// Judges every expectation; those that can share a scan do.
    ///
    /// - Parameters:
    ///   - expectations: all about this relation.
    ///   - relation: the rows.
    ///   - ask: runs plans where the rows are.
    /// - Returns: a result for each, in order, and a finding for each that failed.
    /// - Throws: ``SuiteError`` where expectations do not fit the relation, with all that do not; and what `ask` throws.
    package static func document(
        _ expectations: [Expectation], against relation: CheckedRelation, ask: @escaping Asking
    ) async throws -> ChecksDocument {
        let checks = try compile(expectations, relation)
        var finder = FactFinder(relation, purpose: "the checks", ask: ask)
        while true {
            var wanted: [Fact] = []
            for check in checks { wanted += try check.needs(finder.facts) }
            let missing = wanted.filter { !finder.facts.isKnown($0) }
            if missing.isEmpty { break }
            try await finder.findFirst(of: missing)
            try refuse(expectations, checks, relation, finder.facts)
        }
        let outcomes = checks.map { $0.outcome(finder.facts) }
        let examples = try await examples(checks, outcomes, relation, &finder)
        var results: [ExpectationResult] = []
        var findings: [Finding] = []
        for (index, expectation) in expectations.enumerated() {
            var outcome = outcomes[index]
            if let found = examples[index] {
                outcome.result.partialUnexpectedList = found.values
                outcome.result.partialUnexpectedIndexList = found.keys
            }
            results.append(expectation.result(outcome))
            if !outcome.success {
                findings.append(expectation.finding(outcome, keys: examples[index]?.keyTexts ?? [], relation))
            }
        }
        return ChecksDocument(findings: findings, results: results)
    }

    /// All checks; every expectation that does not fit is told at once.
    private static func compile(_ expectations: [Expectation], _ relation: CheckedRelation) throws -> [any Check] {
        var checks: [any Check] = []
        var findings: [Finding] = []
        for expectation in expectations {
            do {
                checks.append(try expectation.check(in: relation))
            } catch let error as SuiteError {
                findings += error.findings
            }
        }
        guard findings.isEmpty else { throw SuiteError(findings) }
        return checks
    }

    /// Stops where the SQL of an expectation fails, such as on a bad pattern.
    private static func refuse(
        _ expectations: [Expectation], _ checks: [any Check], _ relation: CheckedRelation, _ facts: Facts
    ) throws {
        guard !facts.failures.isEmpty else { return }
        var findings: [Finding] = []
        for (expectation, check) in zip(expectations, checks) {
            guard let failure = try check.needs(facts).lazy.compactMap({ facts.failures[$0] }).first else { continue }
            var finding = Finding(
                .error, .impossibleValue, "\(expectation.type.rawValue) cannot be checked: \(failure.message)",
                advice: "correct the pattern, the format or the query; patterns are those of RE2",
                at: expectation.place, column: expectation.columns.first)
            finding.source = relation.source
            findings.append(finding)
        }
        throw SuiteError(findings)
    }

    private static func examples(
        _ checks: [any Check], _ outcomes: [CheckOutcome], _ relation: CheckedRelation, _ finder: inout FactFinder
    ) async throws -> [Int: Examples] {
        var facts: [Int: (fact: Fact, rows: UnexpectedRows)] = [:]
        for (index, outcome) in outcomes.enumerated() where (outcome.result.unexpectedCount ?? 0) > 0 {
            guard let rows = checks[index].unexpectedRows else { continue }
            // A query of a person's own need not give the key.
            let key = rows.values.isEmpty ? [] : relation.key
            facts[index] = (try Fact(query: Examples.query(rows, key: key)), rows)
        }
        try await finder.find(facts.values.map(\.fact))
        let known = finder.facts
        if let failure = facts.values.lazy.compactMap({ known.failures[$0.fact] }).first {
            throw SuiteError([failure])
        }
        return facts.mapValues { entry in
            Examples(
                entry.rows, key: entry.rows.values.isEmpty ? [] : relation.key, rows: known.rows(entry.fact))
        }
    }
}

extension Expectation {
    /// The result in Great Expectations' shape.
    func result(_ outcome: CheckOutcome) -> ExpectationResult {
        ExpectationResult(
            configuration: .init(type: type.rawValue, kwargs: kwargs, severity: severity.suiteWord, notes: reason),
            success: outcome.success, result: outcome.result)
    }

    /// What to say where it failed.
    func finding(_ outcome: CheckOutcome, keys: [String], _ relation: CheckedRelation) -> Finding {
        let result = outcome.result
        var message = "\(type.rawValue) failed"
        let names = columns
        if !names.isEmpty { message += " for \(names.map { "'\($0)'" }.joined(separator: ", "))" }
        if let unexpected = result.unexpectedCount, let elements = result.elementCount {
            let judged = elements - (result.missingCount ?? 0)
            message += ": \(NumberText.counted(unexpected, "unexpected value")) in \(NumberText.counted(judged, "row"))"
            if mostly < 1 { message += ", where \(NumberText.percent(mostly)) must be as expected" }
        } else if let observed = result.observedValue {
            message += ": observed \(Self.shown(observed))"
        }
        var finding = Finding(
            severity, .expectationFailed, message,
            advice: reason.map { "it is expected because \($0); correct the data, or the suite" }
                ?? "correct the data, or the suite where it expects too much",
            at: place, column: names.first)
        finding.source = relation.source
        finding.count = result.unexpectedCount
        finding.keys = Array(keys.prefix(Limits.keysPerFinding))
        return finding
    }

    private static func shown(_ value: JSONValue) -> String {
        if case .number(let number) = value { return NumberText.setting(number) }
        let text = (try? CanonicalJSON.line(value)) ?? ""
        return text.count <= 100 ? text : text.prefix(99) + "…"
    }
}
