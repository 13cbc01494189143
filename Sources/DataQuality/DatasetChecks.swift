import Evidence
package import Warehouse

/// The checks that every dataset passes before anything is fitted.
package enum DatasetChecks {
    /// Runs the checks on the engine; an error among the findings stops the job.
    ///
    /// - Throws: `WarehouseError` where the engine fails.
    package static func run(_ request: CheckRequest, on connection: Connection) throws -> CheckResult {
        let profiles = try ColumnProfile.profiles(of: request, on: connection)
        var ledger = CheckLedger()
        checkRows(request, &ledger)
        try KeyChecks.run(request, profiles: profiles, on: connection, &ledger)
        checkTime(request, profiles: profiles, &ledger)
        checkClasses(request, &ledger)
        try ColumnChecks.run(request, profiles: profiles, on: connection, &ledger)
        return CheckResult(document: ledger.document, leftOut: ledger.leftOut, profiles: profiles)
    }

    private static func checkRows(_ request: CheckRequest, _ ledger: inout CheckLedger) {
        let enough = request.rowCount >= Limits.labelledRows
        ledger.record(
            "expect_table_row_count_to_be_between", ["min_value": .integer(Int64(Limits.labelledRows))],
            success: enough,
            observed: .integer(Int64(request.rowCount)))
        guard !enough else { return }
        ledger.find(
            Finding(
                .error, .tooFewRows,
                "\(request.rowCount) rows have a label; at least \(Limits.labelledRows) are needed",
                advice: "give more rows, or look why '\(request.label)' is missing", column: request.label,
                count: request.rowCount))
    }

    /// Rows without a moment of prediction cannot be placed under a time split.
    private static func checkTime(_ request: CheckRequest, profiles: [ColumnProfile], _ ledger: inout CheckLedger) {
        guard request.splitsByTime, let time = request.time, let profile = profiles.first(where: { $0.name == time })
        else { return }
        ledger.record(
            "expect_column_values_to_not_be_null", ["column": .string(time)], success: profile.nulls == 0,
            elements: request.rowCount, unexpected: profile.nulls)
        guard profile.nulls > 0 else { return }
        let most = 2 * profile.nulls > request.rowCount
        ledger.find(
            Finding(
                most ? .error : .warning, .timeMissing,
                "\(NumberText.count(profile.nulls)) of \(NumberText.count(request.rowCount)) rows have no '\(time)' and "
                    + (most ? "cannot be placed in time" : "are left out of the split by time"),
                advice: "fill '\(time)' in the dataset's SQL, or split: {by: random}", column: time,
                count: profile.nulls))
    }

    /// A class must be able to stand in all three parts.
    private static func checkClasses(_ request: CheckRequest, _ ledger: inout CheckLedger) {
        for entry in request.classRows where entry.rows < rareClassWarning {
            let tooRare = entry.rows < rareClassError
            ledger.find(
                Finding(
                    tooRare ? .error : .warning, .rareClass,
                    "class '\(entry.name)' of '\(request.label)' has \(entry.rows) row\(entry.rows == 1 ? "" : "s"), "
                        + (tooRare ? "too few to stand in every part" : "too few for its figures to say much"),
                    advice: "merge it with another class or leave its rows out in the dataset's SQL",
                    column: request.label,
                    count: entry.rows))
        }
        guard !request.classRows.isEmpty else { return }
        ledger.record(
            "expect_column_unique_value_count_to_be_between", ["column": .string(request.label), "min_value": 2],
            success: request.classRows.count >= 2, observed: .integer(Int64(request.classRows.count)))
    }

    /// Fewer rows of a class than parts: it cannot be split.
    private static let rareClassError = 3
    /// Fewer rows of a class than this: it is said.
    private static let rareClassWarning = 10
}

/// Collects findings, results and the columns that are left out.
struct CheckLedger {
    private(set) var leftOut: [Exclusion] = []
    private var findings: [Finding] = []
    private var results: [ExpectationResult] = []

    var document: ChecksDocument {
        let order: [Severity] = [.error, .warning, .note]
        let sorted = order.flatMap { severity in findings.filter { $0.severity == severity } }
        return ChecksDocument(findings: sorted, results: results)
    }

    mutating func find(_ finding: Finding) { findings.append(finding) }

    mutating func leaveOut(_ column: String, _ finding: Finding) {
        findings.append(finding)
        leftOut.append(Exclusion(column: column, reason: finding.message, by: .check))
    }

    mutating func record(
        _ type: String, _ kwargs: [String: JSONValue], success: Bool, elements: Int? = nil, unexpected: Int? = nil,
        examples: [JSONValue] = [], observed: JSONValue? = nil
    ) {
        results.append(
            ExpectationResult(
                type: type, kwargs: kwargs, success: success, elements: elements, unexpected: unexpected,
                examples: examples, observed: observed))
    }
}
