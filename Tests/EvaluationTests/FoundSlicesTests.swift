import Columns
import Evidence
import Foundation
import Testing

@testable import Evaluation

struct FoundSlicesTests {
    /// Rows with categories and numbers, of which a conjunction of two predicates is wrong more often.
    private struct Planted {
        static let rows = 20_000
        let table: Table
        let losses: [Double]
        /// The columns of the planted slice, and a row of it.
        let columns: [String]
        let member: Int

        /// - Parameters:
        ///   - seed: of all that is drawn.
        ///   - isPlanted: whether some rows are wrong more often.
        init(seed: UInt64, isPlanted: Bool) {
            var chance = Chance(seed &* 7919 &+ 1)
            func category(_ count: Int) -> [Int] { (0..<Self.rows).map { _ in Int(chance.unit() * Double(count)) } }
            let codes = [category(4), category(8), category(10), category(25)]
            let numbers = (0..<2).map { _ in (0..<Self.rows).map { _ in chance.unit() } }
            let deciles = numbers.map { $0.map { Int($0 * 10) } }
            let keys = codes + deciles
            let names = ["region", "product", "channel", "shop", "age", "amount"]
            // Two columns whose conjunction has at least 1 % of the rows.
            let pairs = [[0, 1], [0, 2], [1, 2], [1, 4], [2, 4], [0, 3], [4, 5], [0, 5]]
            let pair = pairs[Int(seed) % pairs.count]
            var member = 0
            var slice: [Bool] = []
            repeat {
                member = Int(chance.unit() * Double(Self.rows))
                slice = (0..<Self.rows).map { row in pair.allSatisfy { keys[$0][row] == keys[$0][member] } }
            } while slice.count(where: { $0 }) < Self.rows / 100
            losses = slice.map { chance.unit() < (isPlanted && $0 ? 0.4 : 0.15) ? 1 : 0 }
            columns = pair.map { names[$0] }
            self.member = member
            table = Table(
                zip(names, codes).map { name, values in (name, .text(TextValues(values.map { "v\($0)" }))) }
                    + zip(names.suffix(2), numbers).map { name, values in
                        (name, .double(Values(values, validity: Validity(allValid: values.count))))
                    })
        }

        func found(seed: Int64, threads: Int = 1) -> FoundSlicesDocument {
            let units = ResamplingUnits.rows(losses.count)
            return FoundSlices(
                losses: losses, kind: .zeroOne, weights: nil,
                resampling: .init(units: units, seed: seed, threads: threads)
            ).document(columns: table.names, table: table, rows: Array(losses.indices))
        }

        /// Whether a slice says what was planted: of the two columns, and true of the row.
        func isPlanted(_ slice: FoundSlicesDocument.Slice) -> Bool {
            guard slice.predicates.map(\.column) == columns else { return false }
            return slice.predicates.allSatisfy { predicate in
                switch table[predicate.column] {
                case .text(let texts)?: return texts[member] == predicate.value
                case .double(let values)?:
                    let value = values.values[member]
                    // A decile that was drawn is a bin to within its borders.
                    let lower = predicate.lower.flatMap(Double.init) ?? 0
                    let upper = predicate.upper.flatMap(Double.init) ?? 1
                    return abs((lower + upper) / 2 - (Double(Int(value * 10)) + 0.5) / 10) < 0.05
                default: return false
                }
            }
        }
    }

    private static let seeds = 200
    /// The search's settings were chosen on seeds below this one.
    private static let firstSeed = 10_000

    private static func count(_ isPlanted: Bool, _ holds: @Sendable (Planted, FoundSlicesDocument) -> Bool) -> Int {
        Parallel.map(count: seeds, threads: 2) { index in
            let seed = firstSeed + index
            let planted = Planted(seed: UInt64(seed), isPlanted: isPlanted)
            return holds(planted, planted.found(seed: Int64(seed)))
        }.count { $0 }
    }

    @Test func `a planted slice is among the first three in 95 of 100 seeds`() {
        let hits = Self.count(true) { planted, document in
            document.slices.prefix(3).contains(where: planted.isPlanted)
        }
        #expect(Double(hits) >= 0.95 * Double(Self.seeds), "\(hits) of \(Self.seeds)")
    }

    @Test func `where nothing is planted, 95 of 100 seeds find nothing`() {
        let reports = Self.count(false) { _, document in !document.slices.isEmpty }
        #expect(Double(reports) <= 0.05 * Double(Self.seeds), "\(reports) of \(Self.seeds)")
    }

    @Test func `threads change nothing, and a planted slice is told with its figures`() throws {
        let planted = Planted(seed: 3, isPlanted: true)
        let document = planted.found(seed: 7)
        #expect(document == planted.found(seed: 7, threads: 3))
        let slice = try #require(document.slices.first)
        #expect(planted.isPlanted(slice))
        #expect(abs(slice.meanLoss - 0.4) < 0.15)
        #expect(slice.lower < slice.difference && slice.difference < slice.upper)
        #expect(slice.pValue <= slice.qValue && slice.qValue <= 0.05)
        #expect(document.searching.rows + document.confirming.rows == Planted.rows)
    }

    @Test func `a unit is on one half alone, and rows of a unit do not confirm one another`() {
        // 50 days; the rows of one day are all wrong: many rows, and one piece of evidence.
        let rows = 5_000
        let days = (0..<rows).map { $0 / 100 }
        let losses = days.map { $0 == 3 || $0 == 30 ? 1.0 : 0.1 }
        let table = Table([("odd", .text(TextValues(days.map { $0 == 3 || $0 == 30 ? "yes" : "no" })))])
        func found(_ units: ResamplingUnits) -> [FoundSlicesDocument.Slice] {
            FoundSlices(
                losses: losses, kind: .logLoss, weights: nil, resampling: .init(units: units, seed: 7, threads: 1)
            ).document(columns: ["odd"], table: table, rows: Array(0..<rows)).slices
        }
        #expect(found(.rows(rows)).count == 1)
        #expect(found(ResamplingUnits(kind: .day, labels: days)).isEmpty)
    }

    @Test func `a column of 100,000 values is its most frequent ones and the rest`() throws {
        let rows = 120_000
        let texts = (0..<rows).map { $0 < 20_000 ? "often" : "id\($0)" }
        let column = SliceColumn("id", .text(TextValues(texts)), rows: Array(0..<rows))
        #expect(column.levels.count == SliceColumn.values + 1)
        #expect(column.grouped == 100_001 - SliceColumn.values)
        #expect(column.levels[0].value == "often")
        #expect(column.levels.last?.kind == .others)
        #expect(column.codes.count { $0 == UInt8(SliceColumn.values) } == rows - 20_000 - SliceColumn.values + 1)
    }

    @Test func `numbers are bins of as many rows, moments and few values are told as they are`() {
        let numbers = SliceColumn("n", .integers((0..<1_000).map { $0 == 5 ? nil : $0 }), rows: Array(0..<1_000))
        #expect(numbers.levels.count == SliceColumn.bins + 1)
        #expect(numbers.levels.last?.kind == .missing)
        #expect(numbers.levels[0].words.hasPrefix("n below "))
        let sizes = (0..<SliceColumn.bins).map { level in numbers.codes.count { $0 == UInt8(level) } }
        #expect(sizes.allSatisfy { (99...101).contains($0) })
        let few = SliceColumn("f", .integers([3, 1, 1, nil]), rows: [0, 1, 2, 3])
        #expect(few.levels.map(\.words) == ["f = 1", "f = 3", "f is missing"])
        #expect(few.codes == [1, 0, 0, 2])
        let days = SliceColumn("d", .times([0, 86_400_000_000], .date), rows: [0, 1])
        #expect(days.levels.map(\.words) == ["d = 1970-01-01", "d = 1970-01-02"])
    }

    @Test(arguments: [Limits.foundSliceRows - 1, Limits.foundSliceRows]) func `few rows are not searched`(rows: Int) {
        let table = Table([("c", .text(TextValues((0..<rows).map { "\($0 % 2)" })))])
        let document = FoundSlices(
            losses: (0..<rows).map { Double($0 % 3) }, kind: .absoluteError, weights: nil,
            resampling: .init(units: .rows(rows), seed: 7, threads: 1)
        ).document(columns: ["c"], table: table, rows: Array(0..<rows))
        #expect((document.reason != nil) == (rows < Limits.foundSliceRows))
        #expect(document.slices.isEmpty)
    }

    @Test func `where nothing is lost, or no column says anything, it is said`() {
        let rows = 1_000
        let table = Table([
            ("same", .text(TextValues((0..<rows).map { _ in "a" }))),
            ("two", .text(TextValues((0..<rows).map { "\($0 % 2)" }))),
        ])
        func reason(_ losses: [Double], _ column: String) -> String? {
            FoundSlices(
                losses: losses, kind: .zeroOne, weights: nil,
                resampling: .init(units: .rows(rows), seed: 7, threads: 1)
            ).document(columns: [column], table: table, rows: Array(0..<rows)).reason
        }
        #expect(reason((0..<rows).map { _ in 0 }, "two") == "nothing is lost on any row")
        #expect(reason((0..<rows).map { Double($0 % 5) }, "same") == "no column has more than one value")
        #expect(reason((0..<rows).map { Double($0 % 5) }, "two") == nil)
    }

    @Test func `rows of weight 0 are on no half, and weights count as rows`() throws {
        let rows = 4_000
        let table = Table([("c", .text(TextValues((0..<rows).map { $0 % 4 == 0 ? "a" : "b" })))])
        let losses = (0..<rows).map { row -> Double in
            guard row % 4 == 0 else { return 0.1 + Double(row % 3) / 10 }
            return row % 8 == 0 ? 0.9 : 0.7
        }
        func found(_ weights: [Double]?) -> FoundSlicesDocument {
            FoundSlices(
                losses: losses, kind: .logLoss, weights: weights,
                resampling: .init(units: .rows(rows), seed: 7, threads: 1)
            ).document(columns: ["c"], table: table, rows: Array(0..<rows))
        }
        let plain = try #require(found(nil).slices.first)
        let scaled = try #require(found([Double](repeating: 4, count: rows)).slices.first)
        #expect(abs(plain.score - scaled.score) < 1e-12 && plain.predicates == scaled.predicates)
        let without = found((0..<rows).map { $0 % 4 == 0 ? 0 : 1 })
        #expect(without.searching.rows + without.confirming.rows == rows / 4 * 3)
        #expect(without.slices.isEmpty)
    }

    @Test func `the smallest share of false discoveries is Benjamini and Hochberg's`() {
        // statsmodels.stats.multitest.multipletests([...], method="fdr_bh"), by hand: p · m / rank, from the last on.
        let adjusted = FalseDiscoveries.adjusted([0.04, 0.001, 0.03, 0.5])
        #expect(zip(adjusted, [0.16 / 3, 0.004, 0.16 / 3, 0.5]).allSatisfy { abs($0 - $1) < 1e-15 })
    }

    @Test func `the tail of Student's t is what tables say`() {
        for (value, degrees, tail) in [(2.2281388519649385, 10, 0.025), (12.706204736432095, 1, 0.025), (0, 5, 0.5)] {
            #expect(abs(StudentT.upperTail(value, degrees: degrees) - tail) < 1e-12)
            #expect(abs(StudentT.upperTail(-value, degrees: degrees) - (1 - tail)) < 1e-12)
        }
        #expect(abs(StudentT.upperTail(1.959963984540054, degrees: 20_000) - 0.025) < 1e-9)
    }
}
