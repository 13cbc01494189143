import Columns
package import Evidence
import Warehouse

/// What looks wrong in a dataset by itself: nobody has to expect it first.
package struct DataSanity: Sendable {
    private let relation: CheckedRelation
    private let label: String
    private let positive: JSONValue?
    private let time: String?
    private let hidden: Set<String>

    /// - Parameters:
    ///   - relation: the rows.
    ///   - label: the column to predict.
    ///   - positive: the value of it whose share is followed over time; `nil` where it is no class.
    ///   - time: the moment of prediction.
    ///   - hidden: columns whose values are not shown.
    package init(
        _ relation: CheckedRelation, label: String, positive: JSONValue?, time: String?, hidden: Set<String> = []
    ) {
        self.relation = relation
        self.label = label
        self.positive = positive
        self.time = time
        self.hidden = hidden
    }

    /// Looks for damaged texts, near duplicates, and, where rows have a time, for missing days, bursts of nulls and a
    /// label that drifts.
    ///
    /// - Returns: warnings, in a fixed order.
    /// - Throws: what `ask` throws.
    package func findings(ask: @escaping Asking) async throws -> [Finding] {
        var finder = FactFinder(relation, purpose: "the checks of sanity", ask: ask)
        var findings = try await DamagedTexts(relation, hidden: hidden).findings(&finder)
        findings += try await NearDuplicates(relation, label: label).findings(&finder)
        if let time, let column = relation.column(time), [.date, .timestamp, .instant].contains(column.type) {
            let days = try await DayCounts(relation, time: column, label: label, positive: positive, &finder)
            findings += DayChecks(days, time: time, label: label, positive: positive).findings
        }
        return findings
    }
}
