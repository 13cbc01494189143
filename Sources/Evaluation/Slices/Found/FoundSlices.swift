package import Columns
package import Evidence

/// Slices that nobody named: conjunctions of up to three predicates on which more is lost, looked for on one half of the
/// rows that judge and confirmed on the other.
package struct FoundSlices: Sendable {
    /// SliceLine's weight of the loss: a slice of 1 % of the rows counts where it loses half as much again as all rows.
    package static let alpha = 0.995
    /// The share of rows that a slice has at least, and the rows.
    private static let minimumShare = 0.005
    private static let minimumRows = 20
    /// The share of false ones that is expected among the confirmed.
    private static let falseDiscoveryRate = 0.05
    /// Candidates from which distinct ones are chosen.
    private static let candidates = 200

    private let losses: [Double]
    private let kind: FoundSlicesDocument.RowLoss
    private let weights: [Double]?
    private let resampling: Evaluation.Resampling
    private let depth: Int

    /// - Parameters:
    ///   - losses: what is lost on each row, at least 0.
    ///   - kind: what that is.
    ///   - weights: of the rows; `nil` where they weigh the same.
    ///   - resampling: the rows' independent units, which are on one half together.
    ///   - depth: predicates at most.
    package init(
        losses: [Double], kind: FoundSlicesDocument.RowLoss, weights: [Double]?, resampling: Evaluation.Resampling,
        depth: Int = 3
    ) {
        self.losses = losses
        self.kind = kind
        self.weights = weights
        self.resampling = resampling
        self.depth = depth
    }

    /// `evaluation/found_slices.json`.
    ///
    /// - Parameters:
    ///   - names: the columns to look at; one that the table does not have is passed over.
    ///   - table: the dataset.
    ///   - rows: the rows of the table that judge, in the order of the losses.
    /// - Returns: what was found, or why nothing was looked for.
    package func document(columns names: [String], table: Table, rows: [Int]) -> FoundSlicesDocument {
        precondition(rows.count == losses.count, "a loss a row")
        let halves = RowHalves(resampling, weights: weights, count: losses.count)
        let wanted = names.filter { table[$0] != nil }
        let present = Array(wanted.prefix(Limits.foundSliceColumns))
        var columns: [SliceColumn] = []
        var reason = halves.reason
        if reason == nil {
            columns = Parallel.map(count: present.count, threads: resampling.threads) { place in
                table[present[place]].map { SliceColumn(present[place], $0, rows: rows) }
            }.compactMap(\.self).filter { $0.levels.count > 1 }
            if columns.isEmpty { reason = "no column has more than one value" }
        }
        guard reason == nil else { return document(columns, wanted.count - present.count, reason: reason) }
        let units = resampling.units.ids
        let (search, confirm) = (
            SliceRows(columns, losses: losses, weights: weights, units: units, places: halves.search),
            SliceRows(columns, losses: losses, weights: weights, units: units, places: halves.confirm)
        )
        let (own, other) = (score(search), score(confirm))
        guard own.mean > 0, other.mean > 0 else {
            return document(columns, wanted.count - present.count, reason: "nothing is lost on any row")
        }
        let threads = resampling.threads
        let found = SliceLattice(rows: search, score: own, depth: depth, limit: Self.candidates, threads: threads)
            .search()
        let chosen = DistinctSlices(rows: search, mean: own.mean, limit: Limits.testedSlices, threads: threads)
            .choose(found.best)
        var document = document(columns, wanted.count - present.count, reason: nil)
        document.isComplete = found.isComplete
        document.searching = .init(rows: search.count, meanLoss: own.mean)
        document.confirming = .init(rows: confirm.count, meanLoss: other.mean)
        document.tested = chosen.count
        document.slices = confirmed(chosen, columns, search, confirm, other)
        return document
    }

    /// Slices that lose more on the confirming half too, and whose score there is above 0.
    private func confirmed(
        _ chosen: [SliceCandidate], _ columns: [SliceColumn], _ search: SliceRows, _ confirm: SliceRows,
        _ score: SliceScore
    ) -> [FoundSlicesDocument.Slice] {
        let tests = Parallel.map(count: chosen.count, threads: resampling.threads) { place in
            (test: SliceTest(chosen[place], on: confirm), rows: search.rows(of: chosen[place]))
        }
        let adjusted = FalseDiscoveries.adjusted(tests.map { $0.test?.pValue ?? 1 })
        let all = score.mean * score.rows
        let slices = chosen.indices.compactMap { place -> FoundSlicesDocument.Slice? in
            guard let test = tests[place].test, adjusted[place] <= Self.falseDiscoveryRate else { return nil }
            let candidate = chosen[place]
            let value = score(size: test.size, loss: test.loss)
            guard value > 0 else { return nil }
            return .init(
                predicates: zip(candidate.columns, candidate.levels).map { columns[$0].levels[Int($1)] },
                score: value, rows: test.rows, meanLoss: test.loss / test.size, difference: test.difference,
                lower: test.lower, upper: test.upper, pValue: test.pValue, qValue: adjusted[place],
                lossShare: test.loss / all,
                found: .init(
                    score: candidate.score, rows: tests[place].rows, meanLoss: candidate.loss / candidate.size))
        }
        // A stable order: equals stay in that of the search.
        return slices.enumerated().sorted { ($0.element.score, $1.offset) > ($1.element.score, $0.offset) }
            .map(\.element)
    }

    private func score(_ rows: SliceRows) -> SliceScore {
        var (size, loss) = (CompensatedSum(), CompensatedSum())
        for term in rows.terms {
            size.add(term[0])
            loss.add(term[1])
        }
        return SliceScore(
            alpha: Self.alpha, rows: size.value, mean: loss.value / size.value,
            minimum: max(Double(Self.minimumRows), Self.minimumShare * size.value))
    }

    private func document(_ columns: [SliceColumn], _ leftOut: Int, reason: String?) -> FoundSlicesDocument {
        FoundSlicesDocument(
            loss: kind, alpha: Self.alpha, depth: depth, minimumShare: Self.minimumShare,
            falseDiscoveryRate: Self.falseDiscoveryRate, searching: .init(rows: 0, meanLoss: nil),
            confirming: .init(rows: 0, meanLoss: nil),
            columns: columns.map { .init(column: $0.name, levels: $0.levels.count, grouped: $0.grouped) },
            columnsLeftOut: leftOut, isComplete: true, tested: 0, slices: [], reason: reason)
    }
}

extension SliceRows {
    /// How many rows a slice has.
    fileprivate func rows(of slice: SliceCandidate) -> Int {
        var count = 0
        each(slice) { _, missed, _ in if missed == 0 { count += 1 } }
        return count
    }
}
