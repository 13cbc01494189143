import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct FairnessTests {
    /// Groups and distances by Fairlearn, from Tests/Oracles/fairness.py.
    private struct Case: Decodable {
        let task: LearningTask
        let scores: [Double]
        let labels: [Double]
        let groups: [String]
        let weights: [Double]?
        let byGroup: [String: [GroupMetric: Double]]
        let overall: [GroupMetric: Double]
        let measures: [FairnessMeasure: Double]

        private enum CodingKeys: String, CodingKey {
            case task, scores, labels, groups, weights, overall, measures
            case byGroup = "by_group"
        }

        static let all = Result { try JSONDecoder().decode([Case].self, from: Fixture.data("fairness.json")) }

        func document(threads: Int = 2) -> FairnessDocument {
            FairnessTests.document(
                Target(task: task, classes: task == .binary ? ["no", "yes"] : [], values: labels, weights: weights),
                scores, groups, threads: threads)
        }
    }

    private static func document(
        _ target: Target, _ scores: [Double], _ groups: [String?], units: ResamplingUnits? = nil, threads: Int = 2
    ) -> FairnessDocument {
        Fairness(
            DecidedRows(
                Predictions(scores), target: target, threshold: 0.5,
                resampling: .init(units: units ?? .rows(scores.count), seed: 7, threads: threads))
        ).document(
            columns: ["group", "absent"], table: Table([("group", .text(TextValues(groups)))]),
            rows: Array(scores.indices))
    }

    @Test func `groups and their distances are Fairlearn's`() throws {
        for each in try Case.all.get() {
            let column = try #require(each.document().columns.first)
            #expect(column.groups.count == each.byGroup.count)
            for group in column.groups {
                #expect(group.isJudged)
                let own = try #require(each.byGroup[group.group.value ?? ""])
                for (metric, value) in own {
                    let number = try #require(group.metrics[metric]?.number)
                    #expect(abs(number - value) <= 1e-12 * max(1, abs(value)), "\(metric.rawValue)")
                }
            }
            for (metric, value) in each.overall {
                #expect(abs((column.overall[metric]?.number ?? .nan) - value) <= 1e-12 * max(1, abs(value)))
            }
            for (measure, value) in each.measures {
                #expect(
                    abs((column.measures[measure]?.number ?? .nan) - value) <= 1e-12 * max(1, abs(value)),
                    "\(measure.rawValue)")
            }
            #expect(Set(column.measures.keys) == Set(each.measures.keys))
        }
    }

    @Test func `figures have intervals around them, the same on any number of threads`() throws {
        for each in try Case.all.get() {
            let document = each.document()
            #expect(document == each.document(threads: 1))
            let column = try #require(document.columns.first)
            let values = column.groups.flatMap(\.metrics.values) + column.overall.values + column.measures.values
            for value in values {
                guard case .value(let number, let interval?) = value else {
                    Issue.record("no interval: \(value)")
                    continue
                }
                #expect(interval.method == .bootstrap)
                #expect(interval.lower <= number && number <= interval.upper)
            }
        }
    }

    @Test func `intervals of groups hold the truth, and equal groups are told equal`() {
        // Two groups with a selection rate of 0.3 and 0.5: a difference of 0.2.
        let (rows, rounds) = (1_000, 100)
        var (held, equal) = (0, 0)
        for round in 0..<rounds {
            var chance = Chance(UInt64(round + 1))
            for shift in [0.2, 0] {
                let groups = (0..<rows).map { _ in chance.unit() < 0.5 ? "a" : "b" }
                let scores = groups.map { chance.unit() < ($0 == "a" ? 0.3 : 0.3 + shift) ? 1.0 : 0 }
                let labels = groups.map { _ in chance.unit() < 0.5 ? 1.0 : 0 }
                let document = Self.document(.binary(labels), scores, groups)
                guard case .value(_, let interval?)? = document.columns[0].measures[.demographicParityDifference] else {
                    continue
                }
                if shift > 0, interval.lower <= 0.2, 0.2 <= interval.upper { held += 1 }
                if shift == 0, interval.lower == 0 { equal += 1 }
            }
        }
        #expect((90...99).contains(held), "\(held) of \(rounds)")
        #expect(equal >= 90, "\(equal) of \(rounds)")
    }

    @Test func `rows of a unit are drawn together`() throws {
        // Days decide: as many rows say much less where whole days are drawn.
        let rows = 2_000
        let days = (0..<rows).map { $0 / 50 }
        let groups = (0..<rows).map { $0 % 2 == 0 ? "a" : "b" }
        let scores = days.map { $0 % 3 == 0 ? 1.0 : 0 }
        func width(_ units: ResamplingUnits?) throws -> Double {
            let document = Self.document(.binary(scores), scores, groups, units: units)
            guard case .value(_, let interval?)? = document.columns[0].groups[0].metrics[.selectionRate] else {
                return 0
            }
            return interval.upper - interval.lower
        }
        #expect(try width(ResamplingUnits(kind: .day, labels: days)) > 3 * width(nil))
    }

    @Test func `of a small group nothing is said, and of a tiny one not even its name`() throws {
        let sizes = [("a", 300), ("b", 200), ("c", Limits.fairnessRows - 1), ("d", 9)]
        let groups = sizes.flatMap { [String](repeating: $0.0, count: $0.1) }
        let scores = groups.indices.map { $0 % 2 == 0 ? 0.9 : 0.1 }
        let labels = groups.indices.map { $0 % 3 == 0 ? 1.0 : 0 }
        let document = Self.document(.binary(labels), scores, groups)
        let column = try #require(document.columns.first)
        #expect(column.groups.map(\.group.value) == ["a", "b", "c"])
        #expect(column.groups.map(\.isJudged) == [true, true, false])
        #expect(column.groups[2].metrics.isEmpty)
        #expect(column.unnamed == .init(groups: 1, rows: 9))
        #expect(document.findings.map(\.code) == [.groupTooSmall])
        #expect(document.findings[0].severity == .note)
        #expect(document.findings[0].message.contains("2 groups with fewer than 100 rows"))
    }

    @Test func `a rate of too few rows is not computed, and neither is what rests on it`() throws {
        let groups = (0..<400).map { $0 < 200 ? "a" : "b" }
        let scores = (0..<400).map { $0 % 2 == 0 ? 0.9 : 0.1 }
        // Group b has fewer positive rows than are needed.
        let labels = (0..<400).map { $0 < 100 || $0 > 400 - Limits.fairnessClassRows ? 1.0 : 0 }
        let column = try #require(Self.document(.binary(labels), scores, groups).columns.first)
        #expect(column.groups[1].metrics[.truePositiveRate] == .undefined(reason: "fewer than 20 rows are positive"))
        #expect(column.measures[.equalOpportunityDifference]?.reason?.contains("fewer than two groups") == true)
        #expect(column.measures[.demographicParityDifference]?.number == 0)
    }

    @Test func `a sensitive column with one group is a finding, and no measure`() throws {
        let values = (0..<200).map { Double($0 % 2) }
        let document = Self.document(.binary(values), values, values.map { _ in "a" })
        #expect(document.findings.map(\.code) == [.oneGroup])
        #expect(document.columns[0].measures.values.allSatisfy { $0.number == nil })
        #expect(document.columns[0].fourFifths == .cannotTell)
        #expect(document.worst[.demographicParityRatio]?.reason == "fewer than two groups have 100 rows")
    }

    @Test func `four fifths are broken, hold, or cannot be told`() throws {
        #expect(FairnessDocument.FourFifths(.value(0.9, Interval(lower: 0.8, upper: 1, method: .bootstrap))) == .holds)
        #expect(
            FairnessDocument.FourFifths(.value(0.9, Interval(lower: 0.7, upper: 1, method: .bootstrap))) == .cannotTell)
        #expect(
            FairnessDocument.FourFifths(.value(0.6, Interval(lower: 0.5, upper: 0.79, method: .bootstrap))) == .broken)
        #expect(FairnessDocument.FourFifths(.undefined(reason: "")) == .cannotTell)
        var chance = Chance(4)
        let groups = (0..<4_000).map { $0 % 2 == 0 ? "a" : "b" }
        let scores = groups.map { chance.unit() < ($0 == "a" ? 0.2 : 0.6) ? 1.0 : 0 }
        let document = Self.document(.binary(scores), scores, groups)
        #expect(document.columns[0].fourFifths == .broken)
        #expect(document.findings.map(\.code) == [.fourFifthsBroken])
    }

    @Test func `missing values and bins of numbers are groups; the worst column counts`() throws {
        let rows = 2_000
        let scores = (0..<rows).map { $0 % 2 == 0 ? 0.9 : 0.1 }
        let table = Table([
            ("age", .integers((0..<rows).map { $0 % 10 == 0 ? nil : $0 })),
            ("even", .text(TextValues((0..<rows).map { "\($0 % 2)" }))),
        ])
        let document = Fairness(
            DecidedRows(
                Predictions(scores), target: .binary((0..<rows).map { Double($0 / 2 % 2) }), threshold: nil,
                resampling: .init(units: .rows(rows), seed: 7, threads: 2))
        ).document(columns: ["age", "even"], table: table, rows: Array(0..<rows))
        #expect(document.columns[0].groups.count == SliceColumn.bins + 1)
        #expect(document.columns[0].groups.last?.group.kind == .missing)
        #expect(document.worst[.demographicParityDifference]?.number == 1)
        #expect(document.worst[.demographicParityRatio]?.number == 0)
    }

    @Test func `documents fit their schema, for every task`() throws {
        let rows = 300
        let groups = (0..<rows).map { $0 < 5 ? nil : $0 < 250 ? "\($0 % 2)" : "rare" }
        for task in LearningTask.allCases {
            let classes = task == .regression ? [] : Array(["a", "b", "c"].prefix(task == .binary ? 2 : 3))
            let width = task == .multiclass ? 3 : 1
            let document = Fairness(
                DecidedRows(
                    Predictions(width: width, values: (0..<rows * width).map { Double($0 % 5) / 5 }),
                    target: Target(
                        task: task, classes: classes, values: (0..<rows).map { Double($0 % max(2, classes.count)) }),
                    threshold: nil, resampling: .init(units: .rows(rows), seed: 7, threads: 1))
            ).document(
                columns: ["g"], table: Table([("g", .text(TextValues(groups)))]), rows: Array(0..<rows))
            #expect(
                try JSONSchema(named: "fairness").problems(withJSON: CanonicalJSON.encode(document)) == [])
        }
    }
}
