import Columns
package import Evidence

/// Profiles a table: one sample, a handful of scans, and what follows from them.
package struct DataProfile {
    /// Asks about the table.
    package struct Request: Sendable {
        package var relation: CheckedRelation
        /// The source's name, and its path as the person wrote it.
        package var name: String
        package var path: String
        /// The column to predict; `nil` for none.
        package var label: String?
        /// The column of moments; `nil` for the one that the table shows.
        package var time: String?
        /// What reading the table found.
        package var read: [Finding]

        package init(
            relation: CheckedRelation, name: String, path: String, label: String? = nil, time: String? = nil,
            read: [Finding] = []
        ) {
            self.read = read
            self.relation = relation
            self.name = name
            self.path = path
            self.label = label
            self.time = time
        }
    }

    private let request: Request
    private let asker: ProfileAsker
    private let progress: @Sendable (String) -> Void

    /// - Parameters:
    ///   - request: what to profile.
    ///   - progress: told of each step.
    ///   - ask: runs plans where the data is.
    package init(_ request: Request, progress: @escaping @Sendable (String) -> Void = { _ in }, ask: @escaping Asking) {
        self.request = request
        self.progress = progress
        asker = ProfileAsker(ask: ask)
    }

    /// The profile.
    ///
    /// - Throws: what asking throws.
    package func document() async throws -> ProfileDocument {
        progress("drawing a sample")
        let table = try await ProfileTable(request.relation, asker)
        progress("counting values")
        let numbers = try await NumberScan.all(table, asker)
        let texts = try await TextScan.all(table, asker)
        let values = try await ValueCounts.all(table, numbers, asker)
        progress("finding quantiles")
        let quantiles = try await ColumnQuantiles.all(table, asker)
        progress("drawing histograms")
        let grounds = table.numeric.compactMap { column -> ColumnSpread.Ground? in
            guard let scan = numbers[column.number], let low = scan.minimum, let high = scan.maximum,
                let quantiles = quantiles[column.number]
            else { return nil }
            return ColumnSpread.Ground(column: column, minimum: low, maximum: high, quantiles: quantiles)
        }
        let spreads = try await ColumnSpread.all(grounds, table, asker)
        let columns = table.columns.map { column in
            ColumnSummary(
                column: column, rows: table.count, numbers: numbers[column.number], texts: texts[column.number],
                values: values[column.number], quantiles: quantiles[column.number], spread: spreads[column.number]
            ).profile
        }
        progress("looking for copies and patterns")
        let duplicates = try await RowScans.duplicates(table, asker)
        let missing = Dictionary(
            uniqueKeysWithValues: zip(table.columns, columns).map { ($0.number, $1.nulls + ($1.number?.nan ?? 0)) })
        let missingness = try await RowScans.missingness(table, missing, asker)
        progress("comparing columns")
        let correlated = table.columns.filter { $0.kind == .number && (values[$0.number]?.distinct.count ?? 0) > 1 }
            .prefix(ColumnPairs.mostNumbers).map(\.self)
        let categories = ColumnPairs.categories(of: table, values)
        let correlations = ProfiledCorrelations(
            numbers: try await ColumnPairs.numbers(correlated, medians: quantiles.mapValues(\.median), asker),
            categories: try await ColumnPairs.categories(categories, asker))
        let bins = try await ColumnBins(table, asker)
        let time = try await TimeCover(table, named: request.time, numbers)?.profile(numbers, bins, asker)
        let label = try await label(table, values, columns)
        let basis = ProfileDocument.Basis(
            sampleRows: table.sampleCount, isWhole: table.isWhole, sample: Self.sampleWords(table),
            correlatedNumbers: correlated.count, correlatedCategories: categories.count,
            notRead: table.columns.filter { $0.kind == .unsupported }.map(\.name))
        var document = ProfileDocument(
            source: ProfileDocument.Source(
                name: request.name, path: request.path, rows: table.count, columns: table.columns.count),
            basis: basis, columns: columns, correlations: correlations, missingness: missingness,
            duplicates: duplicates, time: time, label: label, warnings: [])
        let disguised = try await DisguisedColumns(request.relation).findings(ask: asker.ask)
        document.warnings = ProfileWarnings(document, disguised: disguised, read: request.read).ranked
        return document
    }

    private func label(
        _ table: ProfileTable, _ values: [Int: ValueCounts], _ columns: [ProfiledColumn]
    ) async throws -> ProfiledLabel? {
        guard let name = request.label, let column = table.columns.first(where: { $0.name == name }),
            let own = values[column.number]
        else { return nil }
        let present = table.count - columns[column.number].nulls - (columns[column.number].number?.nan ?? 0)
        return try await LabelAssociation(column, table, own, rows: present).profile(asker)
    }

    private static func sampleWords(_ table: ProfileTable) -> String {
        table.isWhole
            ? "all rows"
            : "\(NumberText.counted(table.sampleCount, "row")) of \(NumberText.count(table.count)), chosen by a hash of "
                + "their numbers; the same in every call"
    }
}
