import Columns
import DataQuality
import Evidence
import Framing
import Warehouse

/// The first proposal, made of what was found in the tables.
struct InitProposal {
    let call: InitCall
    let sources: [InitSource]
    let planned: DatasetPlanner.Outcome
    let label: LabelCandidate
    let time: TimeChoice?

    var plan: DatasetPlan { planned.plan }
    var main: SurveyedTable { plan.main }

    /// Values up to which a column makes slices, and the rows that each needs.
    private static let sliceValues = 2...8
    private static let sliceRows = 30
    private static let mostSlices = 3
    /// Moments under which a split by time says little.
    private static let fewMoments = 10
    /// Things under which rows are not kept together by them.
    private static let fewGroups = 20

    /// The proposal.
    ///
    /// - Throws: `WarehouseError` where a name cannot be written as SQL.
    func make() throws -> ProposedBrief {
        let path = sources.first { $0.name == main.name }?.path ?? main.name
        var proposal = ProposedBrief(
            name: "\(SourceNames.stem(path)) \(plan.outcome?.label ?? label.column)", sources: try brought,
            label: plan.outcome?.label ?? label.column)
        if let script = try DatasetScript(plan).text() {
            proposal.brief.data.dataset = DatasetText(sql: script, origin: .inline)
            proposal.say(
                "data.dataset", "SQL",
                sources.count > 1
                    ? "how the tables become one row per prediction"
                    : "the rows, with each column read as what it holds")
        }
        for source in sources { proposal.say("data.sources.\(source.name)", source.path, remark(on: source)) }
        roles(&proposal)
        task(&proposal)
        remarks(&proposal)
        slices(&proposal)
        split(&proposal)
        return proposal
    }

    // MARK: Roles

    private func roles(_ proposal: inout ProposedBrief) {
        if let outcome = plan.outcome {
            proposal.brief.problem =
                "Predict which rows of \(main.name) have a row in \(outcome.table.name) in the next \(outcome.window.words)."
            proposal.say(
                "data.label", outcome.label,
                "\(label.reason). The window of the label begins at the prediction, where the windows of the features end"
            )
        } else {
            proposal.brief.problem = "Predict \(label.column) for each row of \(main.name)."
            proposal.say("data.label", label.column, label.reason)
        }
        if plan.outcome == nil, let positive {
            proposal.brief.data.positive = positive
            proposal.say("data.positive", positive, "'\(positive)' says so itself")
        }
        proposal.brief.data.key = plan.key + (plan.outcome == nil || plan.key.isEmpty ? [] : [DatasetPlan.predictedAt])
        if !plan.key.isEmpty {
            proposal.say("data.key", proposal.brief.data.key.joined(separator: ", "), "no two rows have the same")
        }
        proposal.brief.data.time = plan.time
        guard let name = plan.time else { return }
        let reason =
            time?.reason ?? plan.composed.map { "made up of \($0.words)" } ?? plan.cutWords(label: label.column)
            ?? "a cut every \(plan.outcome?.window.every ?? "while")"
        proposal.say(
            "data.time", name,
            "the moment of prediction: \(reason). What is learnt later may be no feature")
        proposal.brief.assumed = [ColumnNote(column: "data.time", text: reason)]
        proposal.say("assumed", name, "nobody has confirmed it yet: take the line out when it is right")
    }

    /// The one of two labels that says yes in another language, or for short.
    private var positive: String? {
        guard let column = main[label.column], column.type == .text, column.values.count == 2 else { return nil }
        return column.values.map(\.text).first { Self.yes.contains($0.lowercased()) }
    }

    private static let yes: Set = ["y", "j", "t", "ja", "oui", "si", "sí", "sim", "da", "tak", "pos", "positive"]

    /// Whole numbers of which some are rare are amounts rather than classes.
    private func task(_ proposal: inout ProposedBrief) {
        guard plan.outcome == nil, let column = main[label.column], column.type == .integer, column.distinct > 2,
            column.values.contains(where: { $0.rows < DatasetPlan.Rare.needed })
        else { return }
        proposal.brief.task = .regression
        proposal.say("task", "regression", "some of the whole numbers have too few rows to be classes")
    }

    private func remarks(_ proposal: inout ProposedBrief) {
        for column in main.columns where column.name != label.column && column.name != plan.time {
            switch ColumnRemark.of(column, in: main, key: plan.key) {
            case .exclude(let reason): proposal.exclude(column.name, reason)
            case .sensitive: proposal.brief.sensitive.append(column.name)
            case nil: break
            }
        }
        for lookup in plan.lookups where lookup.via == nil {
            for name in lookup.link.on.map(\.own) where namesARow(name) {
                proposal.exclude(name, "a number that names a row of \(lookup.table.name); its size means nothing")
            }
        }
        if plan.cut != nil { proposal.exclude(DatasetPlan.predictedAt, "the same for all rows: see data.time") }
        if plan.outcome != nil, plan.key.count == 1 { proposal.exclude(plan.key[0], "it names a row of \(main.name)") }
        if !proposal.brief.exclude.isEmpty {
            let columns = proposal.brief.exclude.map(\.column).joined(separator: ", ")
            proposal.say("exclude", columns, "no features, each with the reason")
        }
        guard !proposal.brief.sensitive.isEmpty else { return }
        proposal.say(
            "sensitive", proposal.brief.sensitive.joined(separator: ", "),
            "protected attributes: no features, and the figures are also taken for each of their values")
    }

    /// Whether a column that leads to another table is a feature by mistake: a number of many values, and no moment.
    private func namesARow(_ name: String) -> Bool {
        guard let column = main[name], !plan.key.contains(name), name != plan.time, name != label.column else {
            return false
        }
        return column.isNumber && column.distinct > ColumnRemark.kinds
    }

    private func slices(_ proposal: inout ProposedBrief) {
        let apart = Set(
            proposal.brief.exclude.map(\.column) + proposal.brief.sensitive + plan.key + [label.column])
        let fit = main.columns.filter { column in
            Self.sliceValues.contains(column.distinct) && !apart.contains(column.name) && column.form == nil
                && [.text, .boolean].contains(column.type) && column.values.allSatisfy { $0.rows >= Self.sliceRows }
        }
        proposal.brief.slices = fit.prefix(Self.mostSlices).map(\.name)
        guard !fit.isEmpty else { return }
        proposal.say(
            "slices", proposal.brief.slices.joined(separator: ", "),
            "few values with enough rows each: the figures are also taken for each of them")
    }

    // MARK: Split

    private func split(_ proposal: inout ProposedBrief) {
        if let name = plan.time {
            guard plan.cut != nil || (main[name].map { $0.distinct < Self.fewMoments } ?? false) else { return }
            divide(by: .random, why: "the rows have too few moments of prediction to divide them by time", &proposal)
        } else if let group {
            divide(
                by: .group(column: group.name),
                why: "the rows of one \(group.name) belong together: in several parts they would know each other",
                &proposal)
        }
    }

    private func divide(by: SplitBy, why: String, _ proposal: inout ProposedBrief) {
        let isSmall = main.rows < Limits.crossValidatedRows
        proposal.brief.split =
            isSmall
            ? .crossValidation(.standard(by: by, rows: main.rows))
            : .parts(SplitPlan.Parts(by: by))
        proposal.say("split", by.word, why)
    }

    /// A thing that has several rows.
    private var group: SurveyedColumn? {
        main.columns.first { column in
            NameWords(column.name).isIdentifier && [.text, .integer].contains(column.type) && column.form == nil
                && column.name != label.column && !plan.key.contains(column.name) && column.present == main.rows
                && column.distinct >= Self.fewGroups && 10 * column.distinct <= 9 * main.rows
        }
    }
}
