package import Columns

/// Random numbers that are the same on every machine: Steele, Lea and Flood's SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// Random columns and tables for property tests.
package enum SeededTables {
    /// A column of a type; about one value in `1 / missing` is missing.
    package static func column(
        _ type: ColumnType, rows: Int, missing: Double = 0.1, using generator: inout SeededGenerator
    ) -> Column {
        func optional<Value>(_ value: (inout SeededGenerator) -> Value) -> [Value?] {
            (0..<rows).map { _ in
                let value = value(&generator)
                return Double.random(in: 0..<1, using: &generator) < missing ? nil : value
            }
        }
        switch type {
        case .boolean: return .boolean(Values(optional { Bool.random(using: &$0) }, filler: false))
        case .integer: return .integer(Values(optional { Int64.random(in: -500...500, using: &$0) }, filler: 0))
        case .double:
            let scale = [Double](arrayLiteral: 1e-9, 1, 1e9).randomElement(using: &generator) ?? 1
            return .double(Values(optional { Double.random(in: -scale...scale, using: &$0) }, filler: 0))
        case .text, .unsupported:
            let words = ["", "AA", "B6", "café", "cafe\u{301}", "DL", "naïve", "UA", "Ünal", "日本"]
            return .text(
                TextValues(
                    optional { generator in
                        // The last words are rare.
                        words[Int.random(in: 0..<Int.random(in: 1...words.count, using: &generator), using: &generator)]
                    }))
        case .date, .timestamp, .instant:
            let kind: TimestampKind = type == .date ? .date : type == .instant ? .instant : .timestamp
            let step: Int64 = type == .date ? 86_400_000_000 : 60_000_000
            let moments = optional {
                Int64.random(in: -2_000_000_000_000_000 / step...2_000_000_000_000_000 / step, using: &$0) * step
            }
            return .timestamp(Values(moments, filler: 0), kind)
        }
    }

    /// A table with a column of every type that can be a feature, named by its type.
    package static func table(rows: Int, missing: Double = 0.1, seed: UInt64) -> Table {
        var generator = SeededGenerator(seed: seed)
        return Table(
            ColumnType.allCases.filter { $0 != .unsupported }.map {
                ($0.rawValue, column($0, rows: rows, missing: missing, using: &generator))
            })
    }
}
