package import Columns
import Evidence
import Foundation
import Scoring

/// The contract of a transform as a suite that anyone can call: every kind of feature holds it on every table.
///
/// It promises nothing about how good a feature is; it says that fitting is exact and blind to what is not training,
/// that a saved plan is the plan, and that a row's numbers are finite and depend on that row alone.
package struct TransformChecks {
    let table: Table
    /// Training rows.
    let rows: [Int]
    let columns: [String]
    let time: String?

    /// A promise that does not hold.
    package struct Failure: Sendable, Equatable, CustomStringConvertible {
        package let check: Check
        package let message: String

        package var description: String { "\(check.rawValue): \(message)" }
    }

    /// The promises.
    package enum Check: String, Sendable, CaseIterable {
        /// Two fits, with another number of threads, give the same bytes.
        case fitTwice = "fit twice"
        /// The plan holds together.
        case plan
        /// A saved and loaded plan is the plan and gives the same matrix.
        case saveAndLoad = "save and load"
        /// Any rows in any order, with any number of threads, are the rows of the whole.
        case anyRows = "any rows"
        /// Values are finite, levels lie in their block, and each column has a name.
        case matrix
        /// Changing, permuting or deleting rows outside the training part changes no byte of the plan.
        case otherRows = "other rows"
        /// Each candidate is a feature, or is left out with a reason.
        case accounted
    }

    package init(table: Table, rows: [Int], columns: [String], time: String? = nil) {
        self.table = table
        self.rows = rows
        self.columns = columns
        self.time = time
    }

    /// Every promise that does not hold; empty where all do.
    ///
    /// - Throws: what the canonical writer throws where a plan cannot be written.
    package func failures() throws -> [Failure] {
        let fitted = fit(table, rows)
        let bytes = try CanonicalJSON.encode(fitted.plan)
        var failures = try fitFailures(fitted, bytes)
        failures += try otherRowFailures(bytes)
        failures += try applicationFailures(fitted.plan, bytes)
        return failures
    }

    private func fit(_ table: Table, _ rows: [Int], threads: Int = 1) -> FittedFeatures {
        FeatureFitter.fit(table, rows: rows, columns: columns, time: time, threads: threads)
    }

    private func fitFailures(_ fitted: FittedFeatures, _ bytes: Data) throws -> [Failure] {
        var failures: [Failure] = []
        let again = fit(table, rows, threads: 3)
        let same = try CanonicalJSON.encode(again.plan) == bytes
        if !same || again != fitted {
            failures.append(.init(check: .fitTwice, message: "another fit gave another result"))
        }
        if let fault = fitted.plan.firstFault { failures.append(.init(check: .plan, message: fault)) }
        let accounted = fitted.plan.features.map(\.source) + fitted.leftOut.map(\.column)
        if accounted.sorted() != columns.sorted() {
            failures.append(.init(check: .accounted, message: "\(accounted) are not the candidates"))
        }
        return failures
    }

    private func otherRowFailures(_ bytes: Data) throws -> [Failure] {
        let training = Set(rows)
        let others = (0..<table.rowCount).filter { !training.contains($0) }
        // Where each row of the changed table comes from; nil for a row without values.
        var permuted: [Int?] = Array(0..<table.rowCount)
        for (row, source) in zip(others, others.reversed()) { permuted[row] = source }
        var emptied: [Int?] = Array(0..<table.rowCount)
        for row in others { emptied[row] = nil }
        var copied: [Int?] = Array(0..<table.rowCount)
        if let first = rows.first { for row in others { copied[row] = first } }
        let changes: [(name: String, sources: [Int?], rows: [Int])] = [
            ("permuting", permuted, rows), ("emptying", emptied, rows), ("overwriting", copied, rows),
            ("deleting", rows, Array(rows.indices)),
        ]
        return try changes.compactMap { change in
            let plan = fit(table.picking(change.sources), change.rows).plan
            let same = try CanonicalJSON.encode(plan) == bytes
            return same ? nil : Failure(check: .otherRows, message: "\(change.name) other rows changes the plan")
        }
    }

    private func applicationFailures(_ plan: FeaturePlan, _ bytes: Data) throws -> [Failure] {
        var failures: [Failure] = []
        let whole = try plan.designMatrix(of: table)
        let loaded = try CanonicalJSON.decode(FeaturePlan.self, from: bytes)
        let again = try CanonicalJSON.encode(loaded)
        let reloaded = try loaded.designMatrix(of: table, threads: 2)
        if loaded != plan || again != bytes || !reloaded.hasSameBits(as: whole) {
            failures.append(.init(check: .saveAndLoad, message: "the loaded plan is another plan"))
        }
        if let fault = whole.fault(of: plan) { failures.append(.init(check: .matrix, message: fault)) }
        let selections: [[Int]] = [
            Array((0..<table.rowCount).reversed()), Array(stride(from: table.rowCount - 1, to: -1, by: -3)),
            Array(repeating: 0, count: min(table.rowCount, 2)), [],
        ]
        for selection in selections {
            for threads in [1, 3] {
                let part = try plan.designMatrix(of: table, rows: selection, threads: threads)
                if !part.hasSameBits(as: whole.picking(selection)) {
                    failures.append(.init(check: .anyRows, message: "\(selection.count) rows differ from the whole"))
                }
            }
        }
        return failures
    }
}

extension DesignMatrix {
    fileprivate func hasSameBits(as other: DesignMatrix) -> Bool {
        rowCount == other.rowCount && levels == other.levels && blockWidths == other.blockWidths
            && dense.map(\.bitPattern) == other.dense.map(\.bitPattern)
    }

    fileprivate func picking(_ rows: [Int]) -> DesignMatrix {
        DesignMatrix(
            rowCount: rows.count, denseWidth: denseWidth,
            dense: rows.flatMap { dense[$0 * denseWidth..<($0 + 1) * denseWidth] }, blockWidths: blockWidths,
            levels: rows.flatMap { levels[$0 * blockWidths.count..<($0 + 1) * blockWidths.count] })
    }

    fileprivate func fault(of plan: FeaturePlan) -> String? {
        if plan.width != width || plan.columnNames.count != width { return "the width is not the plan's" }
        if !dense.allSatisfy(\.isFinite) { return "a value is not finite" }
        let inBlocks = levels.enumerated().allSatisfy { index, level in
            (0..<Int32(blockWidths[index % blockWidths.count])).contains(level)
        }
        return inBlocks ? nil : "a level lies outside its block"
    }
}
