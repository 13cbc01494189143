import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

/// What every rule promises.
struct SplitTests {
    private static let count = 600
    private static let table: Table = {
        var chance = Chance(11)
        let times = (0..<count).map { _ in Int(chance.next() % 200) * 3_600_000_000 }
        return Table([
            ("id", .integers(Array(0..<count).map { $0 * 7 - 300 })),
            ("name", .text(TextValues((0..<count).map { "row \($0 % 97)" }))),
            ("at", .times(times)),
            ("carrier", .text(TextValues((0..<count).map { $0 % 13 == 0 ? nil : "c\($0 % 29)" }))),
        ])
    }()
    private static let target = Target.binary((0..<count).map { $0 % 5 == 0 ? 1 : 0 })
    static let rules: [SplitRule] = [
        .random(validation: 0.15, test: 0.2), .group(column: "carrier", validation: 0.15, test: 0.2),
        .time(column: "at", validation: .share(0.15), test: .share(0.2), gapMicroseconds: 7_200_000_000),
    ]

    private static func ids(_ table: Table, _ assignment: SplitAssignment) throws -> [Set<Int64>] {
        guard case .integer(let ids)? = table["id"] else { return [] }
        return try Part.allCases.map { part in Set(try assignment.rows(part).map { try #require(ids[$0]) }) }
    }

    @Test(arguments: rules) func `the order of the rows does not matter`(rule: SplitRule) throws {
        var chance = Chance(5)
        let order = Array(0..<Self.count).shuffled(using: &chance)
        let shuffled = Self.table.permuted(order)
        let plain = try Split.assign(
            rule, table: Self.table, key: ["id"], target: Self.target, seed: 7, threads: 1)
        let permuted = try Split.assign(
            rule, table: shuffled, key: ["id"], target: Self.target.selecting(order), seed: 7, threads: 3)
        #expect(try Self.ids(Self.table, plain) == Self.ids(shuffled, permuted))
    }

    @Test(arguments: rules) func `every row is in one part or left out, in row order`(rule: SplitRule) throws {
        let split = try Split.assign(rule, table: Self.table, key: ["id"], target: Self.target, seed: 7, threads: 1)
        for rows in [split.train, split.validation, split.test, split.leftOut] { #expect(rows == rows.sorted()) }
        #expect(
            (split.train + split.validation + split.test + split.leftOut).sorted() == Array(0..<Self.count))
    }

    @Test(arguments: rules) func `the summary counts what the parts hold`(rule: SplitRule) throws {
        let split = try Split.assign(rule, table: Self.table, key: ["id"], target: Self.target, seed: 7, threads: 1)
        let summary = split.summary(rule: rule, table: Self.table, target: Self.target)
        #expect(summary.by == rule.word)
        #expect(summary.parts.map(\.rows) == [split.train.count, split.validation.count, split.test.count])
        #expect(summary.leftOut == split.leftOut.count)
        #expect(summary.parts.allSatisfy { $0.classRows.reduce(0, +) == $0.rows })
        #expect(summary.parts.allSatisfy { ($0.from != nil) == (rule.word == "time") })
    }

    @Test(arguments: [(0.5, 0.5), (0, 0.2), (0.2, 0), (1, 0.1), (-0.1, 0.2), (.nan, 0.2)])
    func `shares that leave no rows for a part are impossible`(validation: Double, test: Double) {
        let failure = error(of: {
            _ = try Split.assign(
                .random(validation: validation, test: test), table: Self.table, key: ["id"], target: Self.target,
                seed: 7, threads: 1)
        })
        #expect(failure?.findings.map(\.code) == [.splitImpossible])
    }

    @Test func `the seed decides the parts of a random split`() throws {
        let splits = try [Int64(7), 8].map { seed in
            try Split.assign(
                .random(validation: 0.15, test: 0.2), table: Self.table, key: ["id"], target: Self.target, seed: seed,
                threads: 1)
        }
        #expect(splits[0].test != splits[1].test)
    }

    @Test(arguments: [
        SplitRule.group(column: "nosuch", validation: 0.1, test: 0.1),
        .time(column: "nosuch", validation: .share(0.1), test: .share(0.1), gapMicroseconds: 0),
    ])
    func `a column that is not there is a finding`(rule: SplitRule) {
        let failure = error(of: {
            _ = try Split.assign(rule, table: Self.table, key: ["id"], target: Self.target, seed: 7, threads: 1)
        })
        #expect(failure?.findings.map(\.code) == [.columnNotFound])
    }
}

struct SplitRandomTests {
    private func assign(_ classes: [Int], names: Int, test: Double = 0.2) throws -> SplitAssignment {
        let table = Table([("id", .integers(Array(0..<classes.count)))])
        let target = Target(
            task: names == 2 ? .binary : .multiclass, classes: (0..<names).map { "c\($0)" },
            values: classes.map(Double.init))
        return try Split.assign(
            .random(validation: 0.15, test: test), table: table, key: ["id"], target: target, seed: 7, threads: 1)
    }

    @Test func `each class is divided by the shares, rounded to the nearest row`() throws {
        let split = try assign([Int](repeating: 0, count: 103) + [Int](repeating: 1, count: 17), names: 2)
        let isSecond = { (row: Int) in row >= 103 }
        #expect([split.train, split.validation, split.test].map { $0.count { !isSecond($0) } } == [67, 15, 21])
        #expect([split.train, split.validation, split.test].map { $0.count(where: isSecond) } == [11, 3, 3])
    }

    @Test func `a class of three rows is in every part`() throws {
        let split = try assign([Int](repeating: 0, count: 20) + [1, 1, 1], names: 2)
        for rows in [split.train, split.validation, split.test] { #expect(rows.count { $0 >= 20 } == 1) }
    }

    @Test func `a class of two rows goes to train with a warning where two classes can be divided`() throws {
        let split = try assign(
            [Int](repeating: 0, count: 20) + [Int](repeating: 1, count: 20) + [2, 2], names: 3)
        #expect(split.findings.map(\.code) == [.rareClass])
        #expect(split.train.filter { $0 >= 40 } == [40, 41])
    }

    @Test func `a second class of two rows is an error`() {
        let failure = error(of: { _ = try assign([Int](repeating: 0, count: 20) + [1, 1], names: 2) })
        #expect(failure?.findings.map(\.code) == [.rareClass])
        #expect(failure?.findings.map(\.severity) == [.error])
        #expect(failure?.exitStatus == .checksStopped)
    }

    @Test func `the test rows have the lowest hashes`() throws {
        let table = Table([("id", .integers(Array(0..<200)))])
        let split = try Split.assign(
            .random(validation: 0.15, test: 0.2), table: table, key: ["id"],
            target: .regression([Double](repeating: 0, count: 200)), seed: 7, threads: 1)
        let hashes = try RowIdentity(of: table, key: ["id"], seed: 7, threads: 1).hashes
        let highest = split.test.map { hashes[$0] }.max() ?? 0
        #expect(split.test.count == 40)
        #expect(split.validation.count == 30)
        #expect(split.validation.allSatisfy { hashes[$0] > highest })
    }

    @Test(arguments: [0, 1, 2]) func `fewer than three rows are impossible to divide`(count: Int) {
        let failure = error(of: {
            _ = try Split.assign(
                .random(validation: 0.15, test: 0.2), table: Table([("id", .integers(Array(0..<count)))]), key: ["id"],
                target: .regression([Double](repeating: 0, count: count)), seed: 7, threads: 1)
        })
        #expect(failure?.findings.map(\.code) == [.splitImpossible])
    }
}

struct SplitGroupTests {
    private func assign(_ groups: [String?]) throws -> SplitAssignment {
        try Split.assign(
            .group(column: "group", validation: 0.15, test: 0.2), table: Table([("group", .text(TextValues(groups)))]),
            key: [], target: .regression([Double](repeating: 0, count: groups.count)), seed: 7, threads: 1)
    }

    @Test func `rows of one group stay together`() throws {
        let groups = (0..<500).map { $0 % 41 == 0 ? nil : "g\($0 * $0 % 41)" }
        let split = try assign(groups)
        let parts = [split.train, split.validation, split.test].map { rows in Set(rows.map { groups[$0] }) }
        #expect(parts[0].isDisjoint(with: parts[1]))
        #expect(parts[0].isDisjoint(with: parts[2]))
        #expect(parts[1].isDisjoint(with: parts[2]))
    }

    @Test func `many groups come near to the shares`() throws {
        let split = try assign((0..<1000).map { "g\($0 % 200)" })
        #expect(split.test.count == 200)
        #expect(split.validation.count == 150)
    }

    @Test func `a group larger than its share goes to train`() throws {
        let split = try assign([String](repeating: "big", count: 80) + (0..<20).map { "g\($0)" })
        #expect(split.train.contains(0))
        #expect(split.test.count + split.validation.count <= 20)
    }

    @Test func `three groups are one for each part`() throws {
        let split = try assign(["a", "a", "a", "b", "b", "b", "c", "c", "c"])
        #expect([split.train, split.validation, split.test].map(\.count) == [3, 3, 3])
    }

    @Test func `two groups are impossible to divide`() {
        let failure = error(of: { _ = try assign(["a", "a", "b", "b"]) })
        #expect(failure?.findings.map(\.code) == [.splitImpossible])
    }
}
