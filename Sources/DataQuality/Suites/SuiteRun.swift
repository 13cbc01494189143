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
    /// - Throws: ``SuiteError`` where expectations are wrong whatever the data is, with all that are; and what `ask`
    ///   throws.
    package static func document(
        _ expectations: [Expectation], against relation: CheckedRelation, ask: @escaping Asking
    ) async throws -> ChecksDocument {
        var checks = try compile(expectations, relation)
        var finder = FactFinder(relation, purpose: "the checks", ask: ask)
        while true {
            var wanted: [Fact] = []
            for check in checks { wanted += try check.needs(finder.facts) }
            let missing = wanted.filter { !finder.facts.isKnown($0) }
            if missing.isEmpty { break }
            try await finder.findFirst(of: missing)
            checks = try judgeable(expectations, checks, relation, finder.facts)
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
                findings.append(expectation.finding(outcome, examples[index], relation))
            }
        }
        return ChecksDocument(findings: findings, results: results)
    }

    /// All checks; every expectation that is wrong is told at once, and one that the data does not fit has failed.
    private static func compile(_ expectations: [Expectation], _ relation: CheckedRelation) throws -> [any Check] {
        var checks: [any Check] = []
        var findings: [Finding] = []
        for expectation in expectations {
            do {
                checks.append(try expectation.check(in: relation))
            } catch let error as SuiteError {
                if error.isMisfit, let reason = error.findings.first {
                    checks.append(MisfitCheck(reason: reason))
                } else {
                    findings += error.findings
                }
            }
        }
        guard findings.isEmpty else { throw SuiteError(findings) }
        return checks
    }

    /// The checks that can go on; one whose SQL failed on the data has failed.
    ///
    /// - Throws: ``SuiteError`` where a pattern or a format is none.
    private static func judgeable(
        _ expectations: [Expectation], _ checks: [any Check], _ relation: CheckedRelation, _ facts: Facts
    ) throws -> [any Check] {
        guard !facts.failures.isEmpty else { return checks }
        var checks = checks
        var findings: [Finding] = []
        for (index, (expectation, check)) in zip(expectations, checks).enumerated() {
            guard let failure = try check.needs(facts).lazy.compactMap({ facts.failures[$0] }).first else { continue }
            var finding = Finding(
                expectation.type.hasPattern ? .error : expectation.severity, .impossibleValue,
                "\(expectation.type.rawValue) cannot be checked: \(failure.message)",
                advice: expectation.type.hasPattern
                    ? "correct the pattern or the format; patterns are those of RE2"
                    : "correct the expectation, or the data that it is about",
                at: expectation.place, column: expectation.columns.first)
            finding.source = relation.source
            if expectation.type.hasPattern {
                findings.append(finding)
            } else {
                checks[index] = MisfitCheck(reason: finding)
            }
        }
        guard findings.isEmpty else { throw SuiteError(findings) }
        return checks
    }

    private static func examples(
        _ checks: [any Check], _ outcomes: [CheckOutcome], _ relation: CheckedRelation, _ finder: inout FactFinder
    ) async throws -> [Int: Examples] {
        let failed = outcomes.indices.filter { (outcomes[$0].result.unexpectedCount ?? 0) > 0 }
        var own: [Int: OwnQuery] = [:]
        for index in failed { own[index] = try checks[index].unexpectedRows.flatMap { try OwnQuery($0) } }
        try await finder.find(own.values.flatMap(\.needs))
        var facts: [Int: (fact: Fact, rows: UnexpectedRows, names: RowNames)] = [:]
        for index in failed {
            guard var rows = checks[index].unexpectedRows else { continue }
            var names = relation.key.isEmpty ? RowNames.number : .key(relation.key)
            if let query = own[index] { (rows, names) = query.resolved(finder.facts, key: relation.key) }
            facts[index] = (try Fact(query: Examples.query(rows, names)), rows, names)
        }
        try await finder.find(facts.values.map(\.fact))
        let known = finder.facts
        if let failure = facts.values.lazy.compactMap({ known.failures[$0.fact] }).first {
            throw SuiteError([failure])
        }
        return facts.mapValues { entry in
            Examples(entry.rows, entry.names, rows: known.rows(entry.fact))
        }
    }
}

extension Expectation {
    /// The result in Great Expectations' shape.
    func result(_ outcome: CheckOutcome) -> ExpectationResult {
        ExpectationResult(
            configuration: .init(type: type.rawValue, kwargs: kwargs, severity: severity.suiteWord, notes: reason),
            success: outcome.success, result: outcome.result.inJSON, exception: outcome.misfit?.message)
    }

    /// What to say where it failed.
    func finding(_ outcome: CheckOutcome, _ examples: Examples?, _ relation: CheckedRelation) -> Finding {
        if let misfit = outcome.misfit { return misfit }
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
        finding.keys = Array((examples?.keyTexts ?? []).prefix(Limits.keysPerFinding))
        if let shown = examples?.shown, !shown.isEmpty {
            finding.evidence["shown"] = .array(shown.map { .string($0) })
        }
        return finding
    }

    private static func shown(_ value: JSONValue) -> String {
        if case .number(let number) = value { return NumberText.setting(number) }
        let text = (try? CanonicalJSON.line(value)) ?? ""
        return text.count <= 100 ? text : text.prefix(99) + "…"
    }
}
