import Columns
import Evidence
import Foundation
import Warehouse

/// What may be expected of one column, from how it was.
struct ColumnProposal {
    private let facts: ColumnFacts
    private let isKey: Bool
    private let isIdentifier: Bool

    /// Standard deviations that the mean of later rows may move.
    private static let meanTolerance = 1.0
    /// Values of a set.
    private static let longestSet = 50

    init(_ facts: ColumnFacts, isKey: Bool, isIdentifier: Bool = false) {
        self.facts = facts
        self.isKey = isKey || isIdentifier
        self.isIdentifier = isIdentifier
    }

    var expectations: [Expectation] {
        guard facts.present > 0 else { return [] }
        var list = [type] + [presence].compactMap(\.self)
        if isIdentifier { list.append(expect(.unique, [:], "every row had another value")) }
        switch facts.sql.column.type {
        case .integer, .double: list += numbers
        case .text: list += texts
        case .date, .timestamp, .instant: list += moments
        case .boolean: list += flags
        case .unsupported: break
        }
        return list
    }

    private var column: JSONValue { .string(facts.name) }

    private func expect(
        _ type: ExpectationType, _ arguments: [String: JSONValue], mostly: Double = 1, severity: Severity = .error,
        _ reason: String
    ) -> Expectation {
        Expectation(
            type, arguments.merging(["column": column]) { own, _ in own }, mostly: mostly, severity: severity,
            reason: reason)
    }

    /// The family of the type: a number column may be read as whole numbers or not, by its values.
    private var type: Expectation {
        let names: [JSONValue] =
            switch facts.sql.column.type {
            case .integer, .double: ["INTEGER", "DOUBLE"]
            case .text: ["VARCHAR"]
            case .boolean: ["BOOLEAN"]
            case .date, .timestamp, .instant: ["DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATETIME"]
            case .unsupported: []
            }
        return expect(
            .inTypeList, ["type_list": .array(names)], "its type was \(facts.sql.column.engineType); a relative is fine"
        )
    }

    /// Missing values: none where there were none, else some more than there were.
    private var presence: Expectation? {
        let share = 1 - Double(facts.present) / Double(facts.rows)
        if share == 0 { return expect(.notNull, [:], mostly: 0.99, "no value was missing; one in a hundred may be") }
        let allowed = min(1, max(2 * share, share + 0.05))
        guard allowed < 0.9 else { return nil }
        return expect(
            .notNull, [:], mostly: Self.rounded(1 - allowed, up: false), severity: .warning,
            "\(NumberText.percent(share)) were missing; twice that, and 5 % more, may be")
    }

    // MARK: Numbers

    private var numbers: [Expectation] {
        guard let low = facts.minimum.number, let high = facts.maximum.number, low.isFinite, high.isFinite else {
            return []
        }
        var list: [Expectation] = []
        // A part of the key, and what moves with the time, will lie elsewhere.
        let isFree = isKey || facts.moves
        if facts.distinct > 1, facts.distinct <= 3, facts.sql.column.type == .integer, !isFree {
            list.append(
                expect(
                    .between, ["min_value": facts.minimum.json, "max_value": facts.maximum.json], mostly: 0.99,
                    "its \(facts.distinct) values lay between these; one in a hundred may not"))
        } else if facts.distinct > 1, !isFree {
            list.append(range(low, high))
        } else if isFree, low >= 0 {
            list.append(expect(.between, ["min_value": 0], "none was negative"))
        }
        if facts.distinct > 1, !isFree {
            list += level
            list.append(expect(.uniqueCountBetween, ["min_value": 2], "it was not constant"))
        }
        return list
    }

    private func range(_ low: Double, _ high: Double) -> Expectation {
        let room = Self.room * (high - low)
        // What was never negative is a count, a length or a share.
        let arguments: [String: JSONValue] = [
            "min_value": low >= 0 ? .integer(0) : bound(low - room, up: false, isWhole: isWhole),
            "max_value": high <= 0 ? .integer(0) : bound(high + room, up: true, isWhole: isWhole),
        ]
        return expect(
            .between, arguments, mostly: 0.999,
            "they lay between \(NumberText.setting(low)) and \(NumberText.setting(high)); half of the range is room"
                + (low >= 0 ? ", and none was negative" : ""))
    }

    /// Share of the range that is left as room on each side.
    private static let room = 0.5

    /// Where the values lie, and how far apart.
    private var level: [Expectation] {
        guard let mean = facts.mean, let deviation = facts.deviation, deviation > 0, let shape = facts.shape else {
            return []
        }
        let room = Self.meanTolerance * deviation
        var list = [
            expect(
                .meanBetween,
                [
                    "min_value": bound(mean - room, up: false), "max_value": bound(mean + room, up: true),
                ], severity: .warning,
                "the mean was \(NumberText.setting(mean)); it may move by one standard deviation")
        ]
        let spread = shape.quantiles[4] - shape.quantiles[0]
        if spread > 0, facts.distinct > 2 {
            list.append(
                expect(
                    .stdevBetween,
                    [
                        "min_value": .number(Self.rounded(deviation / 4, up: false)),
                        "max_value": .number(Self.rounded(deviation * 4, up: true)),
                    ], severity: .warning,
                    "the standard deviation was \(NumberText.setting(deviation)); a quarter to four times that may be"))
            let quantiles = [0.05, 0.5, 0.95]
            let values = [shape.quantiles[0], shape.quantiles[2], shape.quantiles[4]]
            let ranges: [JSONValue] = values.map { value in
                [
                    bound(value - spread / 2, up: false, isWhole: isWhole),
                    bound(value + spread / 2, up: true, isWhole: isWhole),
                ]
            }
            list.append(
                expect(
                    .quantilesBetween,
                    [
                        "quantile_ranges": [
                            "quantiles": .array(quantiles.map { .number($0) }), "value_ranges": .array(ranges),
                        ]
                    ], severity: .warning, "each may move by half of the distance between the 5th and the 95th"))
        }
        return list
    }

    // MARK: Texts, flags and moments

    private var texts: [Expectation] {
        var list: [Expectation] = []
        if facts.distinct <= Self.longestSet, facts.rows >= 20 * facts.distinct {
            let set: [JSONValue] = facts.values.map { .string($0.text) }
            list.append(
                expect(
                    .inSet, ["value_set": .array(set)], mostly: 0.98,
                    "these \(facts.distinct) values were all; 2 % may be new"))
            if facts.distinct > 1 {
                list.append(expect(.uniqueCountBetween, ["min_value": 2], "it was not constant"))
            }
            list += balance
        } else if facts.distinct == facts.present, facts.rows >= 100 {
            list.append(
                expect(.uniqueProportionBetween, ["min_value": 0.99], severity: .warning, "every text was another"))
        }
        if facts.disguised == 0, !list.contains(where: { $0.type == .inSet }) {
            list.append(
                expect(
                    .notMatchRegex, ["regex": .string(DisguisedText.markerPattern)], mostly: 0.999, severity: .warning,
                    "none stood for a missing value"))
        }
        let (low, high) = (facts.shortest, facts.longest)
        let exact = low == high
        list.append(
            expect(
                .lengthsBetween,
                [
                    "min_value": .integer(Int64(exact ? low : max(low > 0 ? 1 : 0, low / 2))),
                    "max_value": .integer(Int64(exact ? high : 2 * high)),
                ], mostly: exact ? 0.98 : 0.99,
                exact
                    ? "all had \(low) characters" : "they had \(low) to \(high) characters; half and twice that may be")
        )
        list += writing
        return list
    }

    /// The most frequent value stays among the frequent ones.
    private var balance: [Expectation] {
        guard let first = facts.values.first, first.count * 10 >= facts.present * 6 else { return [] }
        let frequent = facts.values.filter { $0.count * 20 >= facts.present }.map { JSONValue.string($0.text) }
        return [
            expect(
                .mostCommonInSet, ["value_set": .array(frequent), "ties_okay": true], severity: .warning,
                "the most frequent value was one of these")
        ]
    }

    /// How texts are written, where all are alike.
    private var writing: [Expectation] {
        var list: [Expectation] = []
        if facts.padded == 0 {
            list.append(
                expect(.notMatchRegex, ["regex": "^\\s|\\s$"], mostly: 0.99, "none had a blank at its start or end"))
        }
        if facts.digitsOnly == facts.present {
            list.append(expect(.matchRegex, ["regex": "^[0-9]+$"], mostly: 0.99, "all were digits"))
        } else if facts.lower == 0, facts.upper > 0 {
            list.append(expect(.notMatchRegex, ["regex": "[a-z]"], mostly: 0.99, "none had a lower-case letter"))
        } else if facts.upper == 0, facts.lower > 0 {
            list.append(expect(.notMatchRegex, ["regex": "[A-Z]"], mostly: 0.99, "none had an upper-case letter"))
        }
        list.append(
            expect(
                .notMatchRegex, ["regex": "Ã[\\x{0080}-\\x{00BF}]|â€|ï¿½|\\x{FFFD}"], mostly: 0.999, severity: .warning,
                "damaged encoding is never meant"))
        return list
    }

    private var flags: [Expectation] {
        guard facts.distinct == 2 else { return [] }
        let shares = facts.values.map { value in
            let share = Double(value.count) / Double(facts.present)
            return expect(
                .inSet, ["value_set": [.bool(value.text == "true")]], mostly: Self.rounded(share / 2, up: false),
                severity: .warning, "\(NumberText.percent(share)) were \(value.text); half of that is fine")
        }
        return [expect(.uniqueCountBetween, ["min_value": 2], "it was not constant")] + shares
    }

    /// Moments go on; they do not go back, nor to the end of time.
    private var moments: [Expectation] {
        guard case .string(let first) = facts.minimum.json, case .string(let last) = facts.maximum.json else {
            return []
        }
        var list: [Expectation] = []
        list.append(
            expect(
                .between,
                [
                    "min_value": .string(Self.year(of: first, plus: -1)),
                    "max_value": .string(Self.year(of: last, plus: Self.yearsAhead)),
                ], mostly: 0.99,
                "they were from \(first) to \(last); a year before and \(Self.yearsAhead) years after them are room"))
        if facts.distinct > 1 { list.append(expect(.uniqueCountBetween, ["min_value": 2], "it was not constant")) }
        return list
    }

    /// Years after the last moment: what lies farther stands for a date that is not known, such as 9999-12-31.
    private static let yearsAhead = 10

    private static func year(of text: String, plus years: Int) -> String {
        guard let year = Int(text.prefix(4)) else { return text }
        return "\(String(format: "%04d", max(1, min(9_999, year + years))))-01-01"
    }

    private var isWhole: Bool { facts.sql.column.type == .integer }

    /// A bound to three digits: on the side of zero where all values lay, and whole where they are.
    private func bound(_ value: Double, up: Bool, isWhole: Bool = false) -> JSONValue {
        var bound = Self.rounded(value, up: up)
        if !up, facts.minimum.number ?? -1 >= 0 { bound = max(0, bound) }
        if up, facts.maximum.number ?? 1 <= 0 { bound = min(0, bound) }
        guard isWhole || bound == 0, let whole = Int64(exactly: bound.rounded(up ? .up : .down)) else {
            return .number(bound)
        }
        return .integer(whole)
    }

    /// A number to three digits, away from what it bounds.
    private static func rounded(_ value: Double, up: Bool) -> Double {
        guard value != 0, value.isFinite else { return value }
        let scale = pow(10, 2 - floor(log10(value.magnitude)))
        let scaled = value * scale
        // Brought back through text, so that no last digit of a division shows.
        let whole = up ? scaled.rounded(.up) : scaled.rounded(.down)
        return Double(String(format: "%.3g", whole / scale)) ?? value
    }
}
