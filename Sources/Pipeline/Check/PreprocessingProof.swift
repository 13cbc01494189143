import Columns
import Evaluation
import Evidence
import Features
import Framing
import Scoring

/// The proof that what is fitted on training rows knows no others (contracts, section 5): the feature plan is fitted
/// again with the other rows in another order, and without them, and must be the same bytes.
struct PreprocessingProof {
    let brief: Brief
    let threads: Int

    /// What changed; empty where nothing did.
    func findings(_ divided: Divided) throws -> [Finding] {
        let table = divided.checked.table
        let train = divided.folds.first?.train ?? divided.assignment.train
        let whole = try plan(table, train, divided)
        let trained = Set(train)
        let others = table.names.isEmpty ? [] : (0..<table.rowCount).filter { !trained.contains($0) }
        // The rows that do not fit, turned round in their own places.
        var turned = Array(0..<table.rowCount)
        for (place, row) in zip(others, others.reversed()) { turned[place] = row }
        let changes: [(String, [Int], [Int])] = [
            ("the rows of the other parts stand in another order", turned, train),
            ("the rows of the other parts are dropped", train, Array(train.indices)),
        ]
        return try changes.compactMap { what, rows, fitting in
            let changed = Table(zip(table.names, table.columns).map { ($0, $1.selecting(rows)) }, rowCount: rows.count)
            guard try plan(changed, fitting, divided) != whole else { return nil }
            return Finding(
                .error, .preprocessingLeak, "the feature plan changes when \(what)",
                advice: "this is a fault of Associate; please report it with the brief")
        }
    }

    private func plan(_ table: Table, _ rows: [Int], _ divided: Divided) throws -> [UInt8] {
        let apart = Set(divided.checked.excluded.map(\.column))
        let fitted = FeatureFitter.fit(
            table, rows: rows, columns: table.names.filter { !apart.contains($0) }, time: brief.data.time,
            threads: threads)
        return Array(try CanonicalJSON.encode(fitted.plan))
    }
}
