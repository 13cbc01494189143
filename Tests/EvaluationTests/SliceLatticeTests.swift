import Evidence
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Slices and scores of the `sliceline` package, from Tests/Oracles/slices.py.
struct SliceLatticeTests {
    struct Case: Decodable, CustomTestStringConvertible {
        let levels: [Int]
        let alpha: Double
        let k: Int
        let depth: Int
        let least: Double
        let codes: [[UInt8]]
        let errors: [Double]
        let slices: [Slice]

        struct Slice: Decodable {
            let levels: [Int]
            let score: Double
            let size: Double
            let loss: Double
        }

        var testDescription: String { "alpha \(alpha), \(depth) of \(levels)" }

        static let all = Result { try JSONDecoder().decode([Case].self, from: Fixture.data("sliceline.json")) }

        var score: SliceScore {
            let mean = errors.reduce(0, +) / Double(errors.count)
            return SliceScore(alpha: alpha, rows: Double(errors.count), mean: mean, minimum: least)
        }

        var rows: SliceRows {
            let columns = zip(codes, levels).enumerated().map { place, pair in
                SliceColumn(name: "\(place)", codes: pair.0, levels: pair.1)
            }
            return SliceRows(columns, losses: errors, weights: nil, units: nil, places: Array(errors.indices))
        }

        func found(threads: Int = 1) -> [SliceCandidate] {
            SliceLattice(rows: rows, score: score, depth: depth, limit: k, threads: threads).search().best
        }

        /// The levels of a candidate as the fixture has them.
        func levels(of candidate: SliceCandidate) -> [Int] {
            var all = [Int](repeating: -1, count: levels.count)
            for (column, level) in zip(candidate.columns, candidate.levels) { all[column] = Int(level) }
            return all
        }
    }

    @Test func `the best slices and their scores are those of sliceline`() throws {
        let cases = try Case.all.get()
        #expect(cases.contains { $0.slices.count >= $0.k })
        for each in cases {
            let found = each.found()
            #expect(found.count == each.slices.count, "\(each.testDescription)")
            #expect(
                Set(found.map(each.levels(of:))) == Set(each.slices.map(\.levels)), "\(each.testDescription)")
            for slice in each.slices {
                let own = try #require(found.first { each.levels(of: $0) == slice.levels })
                #expect(abs(own.score - slice.score) <= 1e-9)
                #expect(own.size == slice.size)
                #expect(abs(own.loss - slice.loss) <= 1e-9)
            }
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
        }
    }

    @Test func `what is pruned would not have counted`() throws {
        for each in try Case.all.get() {
            let all = every(each).sorted { $0.score > $1.score }
            let found = each.found()
            #expect(found.map(\.score) == all.prefix(found.count).map(\.score), "\(each.testDescription)")
        }
    }

    @Test func `a bound is at least the score of every part`() throws {
        for each in try Case.all.get() where each.depth > 1 {
            let slices = every(each)
            for part in slices where part.columns.count > 1 {
                for whole in slices where whole.columns.count == 1 && part.columns.contains(whole.columns[0]) {
                    guard let place = part.columns.firstIndex(of: whole.columns[0]),
                        part.levels[place] == whole.levels[0]
                    else { continue }
                    let bound = each.score.bound(
                        size: whole.size, loss: whole.loss, worst: each.errors.max() ?? 0)
                    #expect(bound >= part.score)
                }
            }
        }
    }

    @Test func `threads change nothing`() throws {
        for each in try Case.all.get() { #expect(each.found(threads: 1) == each.found(threads: 3)) }
    }

    /// All slices with a score above 0, counted row by row.
    private func every(_ each: Case) -> [SliceCandidate] {
        let columns = each.levels.indices
        var sets: [[Int]] = columns.map { [$0] }
        if each.depth > 1 { sets += columns.flatMap { a in columns.filter { $0 > a }.map { [a, $0] } } }
        if each.depth > 2 {
            sets += columns.flatMap { a in
                columns.filter { $0 > a }.flatMap { b in columns.filter { $0 > b }.map { [a, b, $0] } }
            }
        }
        return sets.flatMap { set in
            var cells: [[UInt8]: (size: Double, loss: Double)] = [:]
            for row in each.errors.indices {
                let key = set.map { each.codes[$0][row] }
                cells[key, default: (0, 0)].size += 1
                cells[key, default: (0, 0)].loss += each.errors[row]
            }
            return cells.compactMap { levels, cell -> SliceCandidate? in
                let score = each.score(size: cell.size, loss: cell.loss)
                guard cell.size >= each.least, score > 0 else { return nil }
                return SliceCandidate(
                    columns: set, levels: levels, size: cell.size, loss: cell.loss, score: score)
            }
        }
    }
}

extension SliceColumn {
    /// A column of levels that have no meaning.
    init(name: String, codes: [UInt8], levels: Int) {
        self.init(
            name: name, codes: codes,
            levels: (0..<levels).map { SlicePredicate(column: name, kind: .equals, value: "\($0)") })
    }
}
