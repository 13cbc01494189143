package import Columns
import Evidence

/// The strongest reasons for the scores of a table's rows, as columns.
///
/// They are `reason_1`, `contribution_1`, `reason_2` and so on. A reason is a source column with all that it adds to the
/// raw score: "departure at 19:00 raises the score by 0.31". Where a column has several parts, the words are about the
/// one that adds most in the same direction. Columns that add nothing are no reason.
package struct ReasonColumns: Sendable {
    private let document: ModelDocument
    private let explainer: Explainer
    private let count: Int

    /// Prepares for the `count` strongest reasons of a row.
    ///
    /// - Throws: ``ScoringError`` (`explanation-unavailable`).
    package init(_ document: ModelDocument, count: Int) throws(ScoringError) {
        precondition(count > 0, "at least one reason")
        self.document = document
        explainer = try Explainer(document)
        self.count = count
    }

    /// Names of the columns, in their order.
    package var names: [String] { (1...count).flatMap { ["reason_\($0)", "contribution_\($0)"] } }

    /// The columns for a table's rows.
    ///
    /// - Parameters:
    ///   - table: the rows, which `bound` holds the plan to.
    ///   - bound: the document's plan with the table's columns.
    ///   - chosen: for several classes, the class that each row is explained as.
    ///   - threads: at most this many at a time.
    /// - Returns: ``names`` with their columns; null where a row has fewer reasons.
    package func columns(
        of table: Table, _ bound: BoundPlan, chosen: [Int32]? = nil, threads: Int = 1
    ) -> [(name: String, column: Column)] {
        let attributions = explainer.attributions(bound, chosen: chosen, threads: threads)
        let words = ReasonWords(document.plan, in: table)
        let blocks = Parallel.blocks(of: table.rowCount, size: 1_024)
        let found = Parallel.map(count: blocks.count, threads: threads) { index in
            reasons(of: blocks[index], attributions, words, chosen: chosen)
        }
        return (0..<count).flatMap { rank -> [(name: String, column: Column)] in
            let texts = found.flatMap { $0.texts[rank] }
            let numbers = found.flatMap { $0.numbers[rank] }
            let valid = Validity(texts.map { $0 != nil })
            return [
                ("reason_\(rank + 1)", .text(TextValues(texts))),
                ("contribution_\(rank + 1)", .double(Values(numbers, validity: valid))),
            ]
        }
    }

    /// For each rank, a text and a number a row.
    private struct Found: Sendable {
        var texts: [[String?]]
        var numbers: [[Double]]
    }

    private func reasons(
        of rows: Range<Int>, _ attributions: [Double], _ words: ReasonWords, chosen: [Int32]?
    ) -> Found {
        let (slots, sources) = (explainer.plan.slots, explainer.plan.sources.count)
        var found = Found(
            texts: Array(repeating: [], count: count), numbers: Array(repeating: [], count: count))
        for rank in 0..<count {
            found.texts[rank].reserveCapacity(rows.count)
            found.numbers[rank].reserveCapacity(rows.count)
        }
        var sums = [Double](repeating: 0, count: sources)
        for row in rows {
            let own = attributions[row * slots.count..<(row + 1) * slots.count]
            explainer.plan.addSources(of: own, to: &sums)
            for rank in 0..<count {
                guard let source = AttributionPlan.strongest(sums) else {
                    found.texts[rank].append(nil)
                    found.numbers[rank].append(0)
                    continue
                }
                let sum = sums[source]
                let slot = explainer.plan.strongestPart(of: source, in: own, raising: sum > 0)
                let subject = words.words(slot, row: row)
                found.texts[rank].append(subject + verb(sum, chosen: chosen?[row]))
                found.numbers[rank].append(sum)
                sums[source] = 0
            }
        }
        return found
    }

    private func verb(_ sum: Double, chosen: Int32?) -> String {
        let verb = sum > 0 ? "raises" : "lowers"
        let whose = chosen.map { " of \(DisplayText.escaped(document.classes[Int($0)]))" } ?? ""
        return " \(verb) the score\(document.task == .multiclass ? whose : "") by \(NumberText.setting(sum.magnitude))"
    }
}
