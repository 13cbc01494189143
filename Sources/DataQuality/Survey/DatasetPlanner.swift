import Columns
import Evidence
import Warehouse

/// Decides how tables become one row per prediction.
package struct DatasetPlanner {
    private let main: SurveyedTable
    private let others: [SurveyedTable]
    private let label: String
    private let ask: Asking
    private var plan: DatasetPlan
    private var links: [TableLink] = []
    private var notes: [String] = []

    /// What came of it.
    package struct Outcome: Sendable {
        package var plan: DatasetPlan
        /// How tables belong together, those among them that are not used.
        package var links: [TableLink]
        /// What a person should know, such as tables that are not used.
        package var notes: [String]
    }

    /// Share of the rows that must find one for a table to be looked up in.
    private static let enoughFound = 0.3
    /// Times that one table is looked up in, by several columns.
    private static let mostLookups = 3

    /// - Parameters:
    ///   - main: the table with a row for each prediction.
    ///   - others: the tables that may say more about them.
    ///   - label: the column to predict.
    ///   - key: what names a row of `main`.
    ///   - outcome: where the label is what happens after a cut.
    ///   - ask: what answers plans.
    package init(
        main: SurveyedTable, others: [SurveyedTable], label: String, key: [String],
        outcome: DatasetPlan.Outcome? = nil, ask: @escaping Asking
    ) {
        self.main = main
        self.others = others
        self.label = label
        self.ask = ask
        plan = DatasetPlan(main: main, key: key, time: nil)
        plan.outcome = outcome
        if outcome == nil { plan.rare = main[label].flatMap(DatasetPlan.Rare.init) }
    }

    /// The plan.
    ///
    /// - Throws: what `ask` throws.
    package mutating func outcome() async throws -> Outcome {
        var found: [(table: SurveyedTable, links: [TableLink])] = []
        for table in others {
            let links = try await LinkFinder(from: main, to: table, ask: ask).links()
            self.links += links
            found.append((table, links))
        }
        if plan.outcome == nil { try await settleTime(found) }
        var alone: [SurveyedTable] = []
        for entry in found where try await !use(entry.table, entry.links) { alone.append(entry.table) }
        for table in alone where try await !useBehindLookup(table) {
            notes.append("'\(table.name)' is not used: nothing joins it to '\(main.name)'")
        }
        notes += unclearZones
        return Outcome(plan: plan, links: links, notes: notes)
    }

    // MARK: Time

    /// The moment of prediction: one of the table's, before which events lie where there are events.
    private mutating func settleTime(_ found: [(table: SurveyedTable, links: [TableLink])]) async throws {
        let shared = Set(others.flatMap { $0.columns.filter(\.isMoment).map { $0.name.lowercased() } })
        let candidates = TimeChoice.candidates(in: main, shared: shared).filter { $0.score > TimeChoice.late }
        var events: [(link: TableLink, table: SurveyedTable, time: SurveyedColumn)] = []
        for entry in found {
            guard let link = entry.links.first(where: { !$0.isUniqueTo }),
                !entry.links.contains(where: { $0.isUniqueTo && $0.containment >= Self.enoughFound }),
                let time = Self.time(of: entry.table, like: nil)
            else { continue }
            events.append((link, entry.table, time))
        }
        guard !events.isEmpty else {
            plan.time = candidates.first?.column
            if plan.time == nil { plan.composed = ComposedMoment(of: main, but: label) }
            return
        }
        for candidate in candidates {
            guard let time = main[candidate.column] else { continue }
            var fits = true
            for event in events where fits {
                fits =
                    try await EventMoments(main: main, link: event.link, table: event.table, time: event.time)
                    .shareBefore(time, ask) >= Self.enoughBefore
            }
            if fits {
                plan.time = candidate.column
                return
            }
            notes.append("'\(candidate.column)' is not the moment of prediction: events lie after it, not before")
        }
        guard let event = events.first, main[label] != nil else { return }
        let moments = EventMoments(main: main, link: event.link, table: event.table, time: event.time)
        if let cut = try await moments.cut(label: label, ask) {
            plan.cut = cut
            notes.append(
                "'\(label)' tells whether '\(event.table.name)' has a row from \(Moments.text(cut)) on: only rows before are used"
            )
        } else if let cut = moments.assumedCut {
            plan.cut = cut
            plan.isCutAssumed = true
            notes.append(
                "no column says when '\(label)' was to be predicted: \(Moments.text(cut)) is assumed, and rows from then on are not used"
            )
        }
    }

    /// Share of the rows that must have an event before the moment of prediction.
    private static let enoughBefore = 0.1

    /// The moment of a table's rows; one of the same name as another is preferred.
    static func time(of table: SurveyedTable, like name: String?) -> SurveyedColumn? {
        let choices = TimeChoice.candidates(in: table, shared: name.map { [$0.lowercased()] } ?? [])
        return choices.first.flatMap { table[$0.column] }
    }

    /// A wall clock beside an instant: one of them may be local.
    private var unclearZones: [String] {
        guard let type = plan.timeType, type != .date, let time = plan.time else { return [] }
        let moments =
            plan.series.map { ($0.table, $0.time) }
            + plan.events.compactMap { entry in entry.time.map { (entry.table, $0) } }
        return moments.compactMap { table, name in
            guard let other = table[name]?.type, other != .date, (other == .instant) != (type == .instant) else {
                return nil
            }
            return
                "one of '\(time)' and '\(table.name).\(name)' has a time zone and the other none: UTC is taken for it"
        }
    }

    // MARK: Uses

    /// Whether a table is of use, and how.
    private mutating func use(_ table: SurveyedTable, _ links: [TableLink]) async throws -> Bool {
        let unique = links.filter { $0.isUniqueTo && $0.containment >= Self.enoughFound }
        guard unique.isEmpty else {
            for link in unique.prefix(Self.mostLookups) { lookUp(table, link, isOnly: unique.count == 1, via: nil) }
            return true
        }
        if let series = try await SeriesFinder(plan: plan, table: table, links: links, ask: ask).series() {
            plan.series.append(series)
            return true
        }
        if links.count > 1 {
            let link = try await LinkFinder(from: main, to: table, ask: ask).link(
                on: Self.distinct(links.flatMap(\.on)))
            if link.isUniqueTo, link.containment >= Self.enoughFound {
                self.links.append(link)
                lookUp(table, link, isOnly: true, via: nil)
                return true
            }
        }
        guard let link = links.first(where: { !$0.isUniqueTo }) else { return false }
        guard let events = try await EventFinder(plan: plan, table: table, link: link, ask: ask).events() else {
            notes.append(
                "'\(table.name)' is not used: its rows have no moment that could be held against a prediction, or are too many"
            )
            return true
        }
        plan.events.append(events)
        return true
    }

    /// Each column once.
    private static func distinct(_ pairs: [TableLink.Pair]) -> [TableLink.Pair] {
        var kept: [TableLink.Pair] = []
        for pair in pairs where !kept.contains(where: { $0.own == pair.own || $0.other == pair.other }) {
            kept.append(pair)
        }
        return kept
    }

    private mutating func lookUp(_ table: SurveyedTable, _ link: TableLink, isOnly: Bool, via: DatasetPlan.Lookup?) {
        let columns = table.columns.filter { column in
            !link.on.contains { $0.other == column.name }
                && ColumnRemark.of(column, in: table, key: []) == nil
        }.map(\.name)
        let own = link.on.map { NameWords($0.own).joined }.joined(separator: "_")
        plan.lookups.append(
            DatasetPlan.Lookup(
                table: table, link: link, alias: isOnly ? table.name : "\(table.name)_by_\(own)", columns: columns,
                via: via?.alias))
    }

    /// A table that says more about what was looked up.
    private mutating func useBehindLookup(_ table: SurveyedTable) async throws -> Bool {
        for lookup in plan.lookups where lookup.via == nil {
            let found = try await LinkFinder(from: lookup.table, to: table, ask: ask).links()
            guard let link = found.first(where: { $0.isUniqueTo && $0.containment >= Self.enoughFound }) else {
                continue
            }
            links.append(link)
            lookUp(table, link, isOnly: true, via: lookup)
            return true
        }
        return false
    }
}
