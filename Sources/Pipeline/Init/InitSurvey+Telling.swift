import DataQuality
import Evidence

/// What is said while the tables are looked at.
extension InitSurvey {
    func tell(_ name: String, _ detail: String, needsLook: Bool = false) {
        observer(.finished(name: name, detail: detail, seconds: 0, needsLook: needsLook))
    }

    func tell(_ planned: DatasetPlanner.Outcome, _ time: TimeChoice?) {
        let plan = planned.plan
        if let outcome = plan.outcome {
            let (first, last) = (DatasetPlan.words(ofMoment: outcome.first), DatasetPlan.words(ofMoment: outcome.last))
            tell("time", "cuts from \(first) to \(last), one every \(outcome.window.every)")
        } else if let cut = plan.cut {
            tell(
                "time",
                "\(DatasetPlan.words(ofMoment: cut)) for all rows\(plan.isCutAssumed ? " (assumed)" : "")",
                needsLook: plan.isCutAssumed)
        } else if let composed = plan.composed {
            tell("time", "\(DatasetPlan.predictedAt), made up of \(composed.words)")
        } else {
            tell("time", time.map { "\($0.column) (\($0.reason))" } ?? "none: no moment that every row has")
        }
        for join in joins(planned) {
            tell(
                "join",
                "\(join.from) → \(join.to) by \(join.on.joined(separator: ", ")) · \(join.cardinality) · \(NumberText.percent(join.containment)) found · \(join.use)"
            )
        }
        for note in planned.notes { tell("note", note, needsLook: true) }
    }

    func joins(_ planned: DatasetPlanner.Outcome) -> [InitDocument.Join] {
        let plan = planned.plan
        let lookups = plan.lookups.map { join($0.link, "looked up") }
        let series = plan.series.map { series in
            let link = planned.links.first { $0.to == series.table.name }
            return InitDocument.Join(
                from: plan.main.name, to: series.table.name,
                on: series.on.map { $0.own == $0.other ? $0.own : "\($0.own) = \($0.other)" } + [series.time],
                cardinality: link?.cardinality ?? "n:m", containment: series.containment,
                use: "the last row that was known")
        }
        let events = plan.events.map { events in
            let windows = events.windows.map(\.words).joined(separator: ", ")
            return join(
                events.link,
                events.time == nil ? "counted and summed" : "counted and summed before the prediction (\(windows), all)"
            )
        }
        return lookups + series + events
    }

    func join(_ link: TableLink, _ use: String) -> InitDocument.Join {
        InitDocument.Join(
            from: link.from, to: link.to, on: link.on.map { $0.own == $0.other ? $0.own : "\($0.own) = \($0.other)" },
            cardinality: link.cardinality, containment: link.containment, use: use)
    }

    func heading(_ tables: [SurveyedTable], _ planned: DatasetPlanner.Outcome) -> String {
        let list = tables.map { "\($0.name) (\(NumberText.count($0.rows)) rows)" }.joined(separator: ", ")
        let notes = planned.notes.map { "\nLook at this: \($0)." }.joined()
        return """
            Proposed by associate init from \(list).
            It runs as it is: associate run \(call.output)
            Read it before you trust it: each comment says why a line is as it is, and each line can be changed.\(notes)
            """
    }
}
