import Columns
import Evidence
import Warehouse

/// Which columns cannot be features, and why.
enum ColumnChecks {
    /// Distinct texts past which a column is an identifier rather than a category.
    private static let categoryLevels = 1_000
    /// Rows from which on "nearly every row differs" says something.
    private static let rowsForIdentifiers = 100
    /// Mean spaces of a text from which on it is free text.
    private static let freeTextSpaces = 4

    /// Columns that the error about having no features lists.
    private static let columnsListed = 8

    static func run(
        _ request: CheckRequest, profiles: [ColumnProfile], on connection: Connection, _ ledger: inout CheckLedger
    ) throws {
        let byName = Dictionary(profiles.map { (TextKey($0.name), $0) }) { first, _ in first }
        let disguised = try disguised(request, profiles: byName, on: connection)
        var features = 0
        for column in request.candidates {
            if let profile = byName[TextKey(column.name)] {
                features += check(profile, request, disguised[TextKey(column.name)], &ledger) ? 1 : 0
            } else {
                ledger.leaveOut(
                    column.name,
                    Finding(
                        .note, .unsupportedColumn,
                        "column '\(column.name)' holds \(column.engineType), which is no feature",
                        advice: "take single values out of it in the dataset's SQL to use them", column: column.name))
            }
        }
        guard features == 0, request.rowCount > 0 else { return }
        ledger.find(
            Finding(
                .error, .noFeatures, "no column is left that could be a feature" + reasons(ledger.leftOut),
                advice: "give the dataset columns beside its label and key that vary and are known in advance"))
    }

    /// Why the columns were left out, the first of them by name.
    private static func reasons(_ leftOut: [Exclusion]) -> String {
        guard !leftOut.isEmpty else { return "" }
        let shown = leftOut.prefix(columnsListed).map(\.reason).joined(separator: "; ")
        let more = leftOut.count - columnsListed
        return ": " + shown + (more > 0 ? "; and \(NumberText.counted(more, "more column"))" : "")
    }

    /// Texts that are unfit, and are numbers or dates but for a few.
    private static func disguised(
        _ request: CheckRequest, profiles: [TextKey: ColumnProfile], on connection: Connection
    ) throws -> [TextKey: DisguisedText] {
        let unfit = request.candidates.compactMap { profiles[TextKey($0.name)] }.filter { profile in
            guard profile.type == .text else { return false }
            let reason = unfitness(profile, present: request.rowCount - profile.nulls)
            return reason?.code == .identifierColumn || reason?.code == .freeTextColumn
        }
        return try DisguisedText.find(unfit, of: request, on: connection)
    }

    /// Records what a column is unfit for; returns whether it stays.
    private static func check(
        _ profile: ColumnProfile, _ request: CheckRequest, _ disguised: DisguisedText?, _ ledger: inout CheckLedger
    ) -> Bool {
        let present = request.rowCount - profile.nulls
        if profile.nonFinite > 0 {
            ledger.find(
                Finding(
                    .warning, .nonFiniteValues,
                    "column '\(profile.name)' holds NaN or infinity in \(NumberText.count(profile.nonFinite)) rows; "
                        + "they are treated as missing",
                    advice: "see where they come from; a division by zero is common", column: profile.name,
                    count: profile.nonFinite))
        }
        guard let reason = unfitness(profile, present: present) else {
            if !request.key.contains(profile.name), let doubt = namesRows(profile, present: present) {
                ledger.find(doubt)
            }
            return true
        }
        ledger.leaveOut(profile.name, disguised?.finding(.leftOut) ?? reason)
        return false
    }

    private static func unfitness(_ profile: ColumnProfile, present: Int) -> Finding? {
        let name = profile.name
        if present == 0 {
            return Finding(
                .warning, .nullColumn, "column '\(name)' is null in every row",
                advice: "see whether its source is complete", column: name)
        }
        if profile.isConstant, profile.nulls == 0 {
            return Finding(
                .warning, .constantColumn, "column '\(name)' holds the same value in every row",
                advice: "nothing can be learnt from it", column: name)
        }
        return profile.type == .text
            ? unfitText(profile, present: present) : unfitInteger(profile, present: present)
    }

    private static func unfitText(_ profile: ColumnProfile, present: Int) -> Finding? {
        let distinct = profile.distinct ?? 0
        let mostlyDistinct = present >= rowsForIdentifiers && 2 * distinct > present
        guard distinct > categoryLevels || mostlyDistinct else { return nil }
        let evidence: [String: JSONValue] = ["distinct": .integer(Int64(distinct)), "rows": .integer(Int64(present))]
        if profile.spaces >= freeTextSpaces * present {
            return Finding(
                .note, .freeTextColumn, "column '\(profile.name)' holds free text and is left out",
                advice: "take what matters out of it in the dataset's SQL", column: profile.name, count: distinct,
                evidence: evidence)
        }
        return Finding(
            .note, .identifierColumn,
            "column '\(profile.name)' holds \(NumberText.count(distinct)) distinct texts in "
                + "\(NumberText.count(present)) rows and is left out as an identifier",
            advice: "group its values in the dataset's SQL to use them", column: profile.name, count: distinct,
            evidence: evidence)
    }

    /// A number that is called an identifier and differs in nearly every row, and that is a feature all the same.
    private static func namesRows(_ profile: ColumnProfile, present: Int) -> Finding? {
        guard profile.type == .integer, present >= rowsForIdentifiers, NameWords(profile.name).isIdentifier,
            let distinct = profile.distinct, 100 * distinct >= nearlyAll * present
        else { return nil }
        return Finding(
            .warning, .identifierColumn,
            "column '\(profile.name)' is a feature, but by its name and its \(NumberText.count(distinct)) distinct "
                + "values in \(NumberText.count(present)) rows it names rows",
            advice: "name it in data.key, or leave it out with exclude, unless its size says something",
            column: profile.name, count: distinct)
    }

    /// Per cent of the rows in which an identifier differs.
    private static let nearlyAll = 95

    /// A running number names rows and says nothing about new ones.
    private static func unfitInteger(_ profile: ColumnProfile, present: Int) -> Finding? {
        guard present >= rowsForIdentifiers, profile.isRunningNumber(rows: present + profile.nulls) else { return nil }
        return Finding(
            .note, .identifierColumn, "column '\(profile.name)' numbers the rows and is left out as an identifier",
            advice: "name it in data.key if it identifies a prediction", column: profile.name, count: present)
    }
}
