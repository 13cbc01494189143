import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

/// What rows dealt into folds promise.
struct FoldsTests {
    private static let count = 600
    private static let hour: Int64 = 3_600_000_000
    private static let table: Table = {
        var chance = Chance(11)
        let times = (0..<count).map { _ in Int(chance.next() % 200) * 3_600_000_000 }
        return Table([
            ("id", .integers(Array(0..<count).map { $0 * 7 - 300 })), ("at", .times(times)),
            ("carrier", .text(TextValues((0..<count).map { $0 % 13 == 0 ? nil : "c\($0 % 29)" }))),
        ])
    }()
    private static let target = Target.binary((0..<count).map { $0 % 5 == 0 ? 1 : 0 })
    static let rules: [FoldRule] = [
        FoldRule(by: .random, folds: 5, repeats: 2), FoldRule(by: .group(column: "carrier"), folds: 4, repeats: 2),
        FoldRule(by: .time(column: "at", gapMicroseconds: 2 * hour), folds: 3, repeats: 1),
    ]

    private static func deal(_ rule: FoldRule, threads: Int = 1) throws -> FoldAssignment {
        try Split.folds(rule, table: table, key: ["id"], target: target, seed: 7, threads: threads)
    }

    @Test(arguments: rules) func `no row is on two sides, and each is held out once`(rule: FoldRule) throws {
        let dealt = try Self.deal(rule)
        #expect(dealt.folds.count == rule.folds * rule.repeats)
        for fold in dealt.folds {
            let all = fold.train + fold.validation + fold.held
            #expect(Set(all).count == all.count)
            #expect([fold.train, fold.validation, fold.held].allSatisfy { !$0.isEmpty && $0 == $0.sorted() })
        }
        for repetition in 0..<rule.repeats {
            let held = dealt.folds.filter { $0.repetition == repetition }.flatMap(\.held)
            #expect(Set(held).count == held.count)
            if rule.word != "time" { #expect(held.sorted() == Array(0..<Self.count)) }
        }
        #expect(dealt.held == dealt.folds.prefix(rule.folds).flatMap(\.held).sorted())
    }

    @Test(arguments: rules) func `the order of the rows does not matter`(rule: FoldRule) throws {
        var chance = Chance(5)
        let order = Array(0..<Self.count).shuffled(using: &chance)
        let plain = try Self.deal(rule)
        let permuted = try Split.folds(
            rule, table: Self.table.permuted(order), key: ["id"], target: Self.target.selecting(order), seed: 7,
            threads: 3)
        for (one, other) in zip(plain.folds, permuted.folds) {
            #expect(one.train == other.train.map { order[$0] }.sorted())
            #expect(one.validation == other.validation.map { order[$0] }.sorted())
            #expect(one.held == other.held.map { order[$0] }.sorted())
        }
        #expect(plain.final.train == permuted.final.train.map { order[$0] }.sorted())
    }

    @Test func `classes and folds are level to one row at random`() throws {
        let folds = try Self.deal(Self.rules[0]).folds.prefix(5)
        #expect(folds.map(\.held.count) == [120, 120, 120, 120, 120])
        #expect(folds.map { $0.held.count { $0 % 5 == 0 } } == [24, 24, 24, 24, 24])
        #expect(folds.allSatisfy { abs($0.validation.count - 72) <= 1 })
    }

    @Test(arguments: [rules[0], rules[1]]) func `other rows choose in each fold`(rule: FoldRule) throws {
        let folds = try Self.deal(rule).folds.prefix(rule.folds)
        let choosing = folds.flatMap(\.validation)
        // Were they the same rows in all folds, a row would choose in three of them or four.
        #expect(Double(Set(choosing).count) > 0.75 * Double(choosing.count))
    }

    @Test func `each repetition deals anew`() throws {
        let folds = try Self.deal(Self.rules[0]).folds
        #expect(folds[0].held != folds[5].held)
    }

    @Test func `a group is never on two sides`() throws {
        guard case .text(let carriers)? = Self.table["carrier"] else { return }
        for fold in try Self.deal(Self.rules[1]).folds {
            let sides = [fold.train, fold.validation, fold.held].map { rows in Set(rows.map { carriers[$0] }) }
            #expect(sides[0].isDisjoint(with: sides[1]))
            #expect(sides[0].union(sides[1]).isDisjoint(with: sides[2]))
        }
    }

    @Test func `by time only rows older than the gap teach, and the oldest block is held out by none`() throws {
        guard case .timestamp(let times, _)? = Self.table["at"] else { return }
        let dealt = try Self.deal(Self.rules[2])
        func moments(_ rows: [Int]) -> [Int64] { rows.compactMap { times[$0] } }
        for fold in dealt.folds {
            let start = try #require(moments(fold.held).min())
            let choosing = try #require(moments(fold.validation).min())
            #expect(try #require(moments(fold.validation).max()) < start - 2 * Self.hour)
            #expect(try #require(moments(fold.train).max()) < choosing - 2 * Self.hour)
        }
        let sizes = dealt.folds.map(\.held.count)
        #expect(sizes.allSatisfy { abs($0 - 150) <= 6 }, "a quarter of the rows, to a moment: \(sizes)")
        #expect(dealt.held.count < Self.count)
    }

    @Test func `the summary counts folds and parts`() throws {
        let rule = Self.rules[0]
        let dealt = try Self.deal(rule)
        let summary = dealt.summary(rule: rule, table: Self.table, target: Self.target)
        #expect(summary.parts.map(\.name) == ["train", "validation", "out_of_fold"])
        #expect(summary.parts.map(\.rows) == [dealt.final.train.count, dealt.final.validation.count, 600])
        #expect(summary.folds?.heldRows == [120, 120, 120, 120, 120])
        #expect(summary.folds?.trainingRows == [480, 480, 480, 480, 480])
        #expect(summary.folds?.repeats == 2)
    }

    @Test func `too few groups are said`() throws {
        let table = Table([("g", .text(TextValues((0..<60).map { "g\($0 % 3)" })))])
        let error = try #require(throws: EvaluationError.self) {
            try Split.folds(
                FoldRule(by: .group(column: "g"), folds: 3, repeats: 1), table: table, key: [],
                target: .binary((0..<60).map { Double($0 % 2) }), seed: 7, threads: 1)
        }
        #expect(error.findings.map(\.code) == [.splitImpossible])
        #expect(error.findings.first?.message == "the column 'g' has 3 groups; 3 folds need more than 3")
    }

    @Test func `a fold without rows is said`() throws {
        let table = Table([("at", .times((0..<60).map { $0 < 58 ? 0 : $0 * 3_600_000_000 }))])
        let error = try #require(throws: EvaluationError.self) {
            try Split.folds(
                FoldRule(by: .time(column: "at", gapMicroseconds: 0), folds: 5, repeats: 1), table: table, key: [],
                target: .binary((0..<60).map { Double($0 % 2) }), seed: 7, threads: 1)
        }
        #expect(error.findings.map(\.code) == [.emptyPart])
    }

    @Test func `a fold with one class to train on is said`() throws {
        let table = Table([("at", .times((0..<60).map { $0 * 3_600_000_000 }))])
        let error = try #require(throws: EvaluationError.self) {
            try Split.folds(
                FoldRule(by: .time(column: "at", gapMicroseconds: 0), folds: 2, repeats: 1), table: table, key: [],
                target: .binary((0..<60).map { $0 < 30 ? 0 : 1 }), seed: 7, threads: 1)
        }
        #expect(error.findings.map(\.code) == [.splitImpossible])
    }

    @Test func `a class with fewer rows than folds is a warning`() throws {
        let table = Table([("id", .integers(Array(0..<60)))])
        let dealt = try Split.folds(
            FoldRule(by: .random, folds: 5, repeats: 1), table: table, key: ["id"],
            target: Target(
                task: .multiclass, classes: ["a", "b", "c"], values: (0..<60).map { $0 < 3 ? 2 : Double($0 % 2) }),
            seed: 7, threads: 1)
        #expect(dealt.final.findings.map(\.code) == [.rareClass])
        #expect(dealt.final.findings.first?.count == 3)
    }
}
