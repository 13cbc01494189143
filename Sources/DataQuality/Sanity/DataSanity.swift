import Columns
package import Evidence
import Warehouse

/// What looks wrong in a dataset by itself: nobody has to expect it first.
package struct DataSanity: Sendable {
    private let relation: CheckedRelation
    private let label: String
    private let positive: JSONValue?
    private let isClass: Bool
    private let time: String?
    private let hidden: Set<String>

    /// - Parameters:
    ///   - relation: the rows.
    ///   - label: the column to predict.
    ///   - positive: the value of it whose share is followed over time; `nil` where every class's is, or its median.
    ///   - isClass: whether its values are classes.
    ///   - time: the moment of prediction.
    ///   - hidden: columns whose values are not shown.
    package init(
        _ relation: CheckedRelation, label: String, positive: JSONValue?, isClass: Bool = false, time: String?,
        hidden: Set<String> = []
    ) {
        self.relation = relation
        self.label = label
        self.positive = positive
        self.isClass = isClass || positive != nil
        self.time = time
        self.hidden = hidden
    }

    /// Looks, where rows have a time, for missing days, bursts of nulls and a label that drifts, which few scans tell;
    /// and, where it looks further, for damaged texts and near duplicates.
    ///
    /// - Parameters:
    ///   - looksFurther: whether to look for what takes more than a glance.
    ///   - ask: runs plans where the data is.
    /// - Returns: warnings, in a fixed order.
    /// - Throws: what `ask` throws.
    package func findings(looksFurther: Bool = true, ask: @escaping Asking) async throws -> [Finding] {
        var finder = FactFinder(relation, purpose: "the checks of sanity", ask: ask)
        var findings: [Finding] = []
        if looksFurther {
            findings += try await DamagedTexts(relation, hidden: hidden).findings(&finder)
            findings += try await NearDuplicates(relation, label: label).findings(&finder)
        }
        if let time, let column = relation.column(time), [.date, .timestamp, .instant].contains(column.type) {
            let counts = try await DayCounts(relation, time: column, label: label, &finder)
            findings += DayChecks(counts, time: time).findings
            if let target = relation.column(label), target.type != .unsupported {
                findings += try await LabelDrift(
                    target, time: column, positive: positive, isClass: isClass, days: counts.days
                ).findings(in: relation.rows, &finder)
            }
        }
        return findings
    }
}
