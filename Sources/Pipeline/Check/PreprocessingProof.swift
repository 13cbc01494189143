import Columns
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring

/// The proof that what is fitted knows no rows but those that may teach it (contracts, section 5).
///
/// The feature plan is fitted again with the rows of the other parts in another order, and without them. Every candidate
/// is fitted again with validation and test rows in another order, and without test rows. All must be the same bytes.
struct PreprocessingProof {
    let brief: Brief
    let threads: Int

    /// A part's rows as places in the table.
    private struct Parts {
        var train: [Int]
        var validation: [Int]
        var held: [Int]
    }

    /// A table of other rows, and where the parts stand in it.
    private struct Changed {
        let what: String
        let rows: [Int]
        let parts: Parts
        var fitsModels = true
    }

    /// What changed; empty where nothing did.
    ///
    /// - Throws: what fitting throws.
    func findings(_ divided: Divided) async throws -> [Finding] {
        let checked = divided.checked
        let parts = parts(of: divided)
        let whole = try await fitted(checked.table, checked.target, parts, divided)
        var findings: [Finding] = []
        for change in changes(parts, count: checked.table.rowCount) {
            let names = checked.table.names
            let table = Table(
                zip(names, checked.table.columns).map { ($0, $1.selecting(change.rows)) }, rowCount: change.rows.count)
            let target = checked.target.selecting(change.rows)
            let again = try await fitted(table, target, change.parts, divided, fitsModels: change.fitsModels)
            findings += again.filter { whole[$0.key] != $0.value }.keys.sorted().map { name in
                Finding(
                    .error, .preprocessingLeak, "\(name) changes when \(change.what)",
                    advice: "this is a fault of Associate; please report it with the brief")
            }
        }
        return findings
    }

    // MARK: Rows

    /// Of cross-validation the first fold stands for all.
    private func parts(of divided: Divided) -> Parts {
        if let fold = divided.folds.first {
            return Parts(train: fold.train, validation: fold.validation, held: fold.held)
        }
        let assignment = divided.assignment
        return Parts(train: assignment.train, validation: assignment.validation, held: assignment.test)
    }

    private func changes(_ parts: Parts, count: Int) -> [Changed] {
        var turned = Array(0..<count)
        for part in [parts.validation, parts.held] {
            for (place, row) in zip(part, part.reversed()) { turned[place] = row }
        }
        let kept = (parts.train + parts.validation).sorted()
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        let moved = Parts(
            train: parts.train.compactMap { places[$0] }, validation: parts.validation.compactMap { places[$0] },
            held: [])
        return [
            Changed(what: "rows that do not teach it stand in another order", rows: turned, parts: parts),
            Changed(what: "the rows that judge are dropped", rows: kept, parts: moved),
            Changed(
                what: "all rows that do not teach it are dropped", rows: parts.train,
                parts: Parts(train: Array(parts.train.indices), validation: [], held: []), fitsModels: false),
        ]
    }

    // MARK: Fitting

    /// The bytes of all that is fitted, by its name.
    private func fitted(
        _ table: Table, _ target: Target, _ parts: Parts, _ divided: Divided, fitsModels: Bool = true
    ) async throws -> [String: [UInt8]] {
        let apart = Set(divided.checked.excluded.map(\.column))
        let features = FeatureFitter.fit(
            table, rows: parts.train, columns: table.names.filter { !apart.contains($0) }, time: brief.data.time,
            threads: threads)
        var bytes = ["the feature plan": Array(try CanonicalJSON.encode(features.plan))]
        guard fitsModels else { return bytes }
        let settled = divided.checked.settled
        let fitter = CandidateFitter(
            brief, target: target, primary: settled.primary, maximumIterations: brief.budget?.iterations,
            threads: threads)
        let rows = CandidateFitter.Rows(
            bound: try BoundPlan(features.plan, to: table), train: parts.train, validation: parts.validation)
        for candidate in settled.candidates {
            let model = try await fitter.fit(candidate.rawValue, rows) { _ in }
            bytes["the model '\(candidate.rawValue)'"] = Array(try CanonicalJSON.encode(model.model))
        }
        return bytes
    }
}
