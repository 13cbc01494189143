import DataQuality
import Warehouse

/// The rows that are predicted.
extension DatasetScript {
    /// What the rows that are predicted are called.
    var base: Identifier {
        predictions == nil ? Identifier(plan.main.name) : Identifier(free("predictions"))
    }

    /// A name that none of the tables has.
    func free(_ name: String) -> String {
        let tables =
            [plan.main.name] + plan.lookups.map(\.alias) + plan.lookups.map(\.table.name)
            + plan.series.map(\.table.name) + plan.events.map(\.table.name)
        return tables.contains { $0.lowercased() == name } ? "proposed_" + name : name
    }

    /// Columns whose texts hold something else.
    var formed: [SurveyedColumn] { plan.main.columns.filter { $0.form != nil } }

    /// Whether nothing is joined.
    var isAlone: Bool { plan.lookups.isEmpty && plan.series.isEmpty && plan.events.isEmpty }

    /// The columns of the main table, each read as what it holds.
    func allColumns(indent: SQL) -> SQL {
        let main = Identifier(plan.main.name)
        guard !formed.isEmpty else { return "\(main).*" }
        let cells = formed.map { "\(indent)    \($0.value) AS \(Identifier($0.name))" as SQL }
        return "\(main).* REPLACE (\n\(SQL(cells, separatedBy: ",\n"))\n\(indent))"
    }

    /// What texts hold, in words.
    var formedWords: String {
        "Texts that hold \(Set(formed.compactMap(\.form?.words)).sorted().joined(separator: " or ")) are read as such."
    }

    /// Whether the rows need a query of their own: texts that hold something else, or a moment that no column has.
    var predictions: SQL? {
        let name = Identifier(free("predictions"))
        guard (!formed.isEmpty && !isAlone) || plan.cut != nil || plan.composed != nil || plan.outcome != nil
        else { return nil }
        let main = Identifier(plan.main.name)
        let all = allColumns(indent: "        ")
        let at = Identifier(DatasetPlan.predictedAt)
        if let outcome = plan.outcome {
            let cuts = Identifier(free("cuts"))
            let first = Self.moment(outcome.first)
            let last = Self.moment(outcome.last)
            let step = Self.span(outcome.window)
            var since: SQL = ""
            if let name = outcome.since, let column = plan.main[name] {
                let comment = SQL.comment("Only what is there by then is predicted.")
                since = "\n        \(comment)        WHERE \(column.value(in: main)) < \(cuts).\(at)"
            }
            return """
                \(cuts) AS (
                    \(SQL.comment("Moments of prediction, one every \(outcome.window.every): no outcome is counted twice."))\
                    SELECT unnest(generate_series(\(first), \(last), \(step))) AS \(at)
                ),
                \(name) AS (
                    SELECT
                        \(all),
                        \(cuts).\(at)
                    FROM \(main)
                    CROSS JOIN \(cuts)\(since)
                )
                """
        }
        if let cut = plan.cut {
            return """
                \(name) AS (
                    \(SQL.comment("The moment of prediction, which no column holds\(plan.isCutAssumed ? " and which is assumed" : ""): the outcome is what happens from then on."))\
                    SELECT
                        \(all),
                        \(Self.moment(cut)) AS \(at)
                    FROM \(main)
                )
                """
        }
        if let composed = plan.composed {
            return """
                \(name) AS (
                    \(SQL.comment("The moment of prediction, made up of \(composed.words)."))\
                    SELECT
                        \(all),
                        \(composed.value(in: main)) AS \(at)
                    FROM \(main)
                )
                """
        }
        return """
            \(name) AS (
                \(SQL.comment(formedWords))\
                SELECT \(all)
                FROM \(main)
            )
            """
    }

    /// The moment of prediction.
    var time: Identifier? { plan.time.map { Identifier($0) } }
}
