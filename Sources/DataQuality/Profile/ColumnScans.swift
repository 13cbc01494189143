import Columns
import Evidence
import Warehouse

/// What one scan of all rows finds of each column of numbers or moments.
struct NumberScan {
    let present: Int
    let nan: Int
    let infinite: Int
    let zeros: Int
    let negatives: Int
    /// Of the finite values; `nil` where there is none.
    let minimum: Double?
    let maximum: Double?

    var finite: Int { present - nan - infinite }

    /// - Returns: by the column's number.
    static func all(_ table: ProfileTable, _ asker: ProfileAsker) async throws -> [Int: NumberScan] {
        var scans: [Int: NumberScan] = [:]
        for values in values(of: table) {
            let rows = try await asker.rows(
                """
                SELECT c, count(v), count(f), CAST(count_if(isnan(v)) AS BIGINT), CAST(count_if(f = 0) AS BIGINT),
                CAST(count_if(f < 0) AS BIGINT), min(f), max(f) FROM (\(values)) AS v GROUP BY c
                """)
            for row in rows {
                guard let number = row[0].integer else { continue }
                let counts = row[1...5].map { $0.integer ?? 0 }
                scans[number] = NumberScan(
                    present: counts[0], nan: counts[2], infinite: counts[0] - counts[1] - counts[2], zeros: counts[3],
                    negatives: counts[4], minimum: row[6].number, maximum: row[7].number)
            }
        }
        return scans
    }

    /// Values `v`, and `f` where they are finite, of a sample that is all rows, else of columns below one another.
    private static func values(of table: ProfileTable) -> [SQL] {
        guard !table.isWhole else {
            return ["SELECT c, v, CASE WHEN isfinite(v) THEN v END AS f FROM \(ProfileTable.numbers)"]
        }
        return ProfileTable.batches(table.numeric).map { columns in
            ProfileTable.below(columns, in: table.rows) {
                // Whole numbers and moments are always finite.
                $0.isFloating
                    ? "\($0.value) AS v, CASE WHEN isfinite(\($0.value)) THEN \($0.value) END AS f"
                    : "\($0.value) AS v, \($0.value) AS f"
            }
        }
    }
}

/// What one scan of all rows finds of each column of texts or booleans.
struct TextScan {
    let present: Int
    let shortest: Int
    let longest: Int
    let blank: Int

    /// - Returns: by the column's number.
    static func all(_ table: ProfileTable, _ asker: ProfileAsker) async throws -> [Int: TextScan] {
        var scans: [Int: TextScan] = [:]
        let all =
            table.isWhole
            ? ["SELECT c, v, n FROM \(ProfileTable.texts)"]
            : ProfileTable.batches(table.textual).map { columns in
                ProfileTable.below(columns, in: table.rows) { "\($0.value) AS v, \($0.length) AS n" }
            }
        for values in all {
            let rows = try await asker.rows(
                """
                SELECT c, count(v), min(n), max(n), CAST(count_if(trim(v) = '') AS BIGINT) FROM (\(values)) AS v GROUP BY c
                """)
            for row in rows {
                guard let number = row[0].integer else { continue }
                let counts = row[1...4].map { $0.integer ?? 0 }
                scans[number] = TextScan(
                    present: counts[0], shortest: counts[1], longest: counts[2], blank: counts[3])
            }
        }
        return scans
    }
}
