import Columns
package import Evidence

/// Numbers of delimited text whose dots are each followed by three digits: they may stand between thousands.
///
/// The engine takes a single dot for a decimal point, so that 12.300 pieces become 12.3. The rest of the file tells
/// what is meant; where it does not, the numbers stay as the engine reads them, and a person is asked.
struct DottedNumbers: Equatable {
    /// What the dots are.
    enum Reading: Equatable {
        /// They stand between thousands; why.
        case thousands(reason: String)
        /// Nothing in the file tells.
        case unclear
    }

    let column: String
    let reading: Reading
    /// The least and the greatest of the texts that have a dot, in the order of texts.
    let examples: [String]
    /// Whether some values have no dot.
    let hasPlain: Bool

    /// Values with a dot without which nothing is asked.
    private static let several = 3

    /// Looks through the columns that the engine takes for numbers.
    ///
    /// - Parameters:
    ///   - columns: all columns of the files, with the types that the engine finds.
    ///   - delimiter: what stands between cells.
    ///   - part: some rows, every cell as text.
    ///   - whole: all rows, every cell as text.
    ///   - connection: what reads them.
    /// - Returns: the columns, in their order.
    /// - Throws: ``WarehouseError`` where the engine fails.
    static func find(
        among columns: [EngineColumn], delimiter: Character, part: SQL, whole: SQL, on connection: Connection
    ) throws(WarehouseError) -> [DottedNumbers] {
        let numbers = columns.filter { $0.type == .double }.map(\.name)
        guard !numbers.isEmpty else { return [] }
        let texts = columns.filter { $0.type == .text }.map(\.name)
        let file = FileMarks(try facts(of: numbers + texts, in: part, connection), numbers: Set(numbers))
        guard !file.likely.isEmpty else { return [] }
        let facts = try facts(of: numbers.filter(file.likely.contains), in: whole, connection)
        return facts.compactMap { DottedNumbers($0, file, delimiter) }
    }

    private init?(_ facts: Facts, _ file: FileMarks, _ delimiter: Character) {
        guard facts.misfits == 0, facts.dotted > 0 else { return nil }
        column = facts.name
        examples = facts.examples
        hasPlain = facts.dotted < facts.present
        if let reason = file.reason {
            reading = .thousands(reason: reason)
        } else if facts.dotted >= Self.several, hasPlain, facts.zeros > 0 {
            // Who writes 640 for 640.000 writes 12.3 for 12.300.
            reading = .thousands(reason: "some of its values have none, and others end in 0")
        } else if !file.hasPoints, delimiter != ",", facts.dotted >= Self.several {
            reading = .unclear
        } else {
            return nil
        }
    }

    // MARK: Facts

    /// What is known of the texts of a column.
    private struct Facts {
        let name: String
        let present: Int
        /// Texts that are no number of groups of three digits.
        let misfits: Int
        let dotted: Int
        /// Texts with a dot that end in 0.
        let zeros: Int
        /// Texts with a dot that can only be a decimal point.
        let points: Int
        /// Texts with a comma that can only be a decimal one.
        let commas: Int
        /// Texts with several groups.
        let several: Int
        let examples: [String]
    }

    /// What the columns of a file say together.
    private struct FileMarks {
        /// Columns whose dots may stand between thousands.
        let likely: Set<String>
        /// Why dots stand between thousands in this file.
        let reason: String?
        /// Whether some dot is a decimal point.
        let hasPoints: Bool

        init(_ facts: [Facts], numbers: Set<String>) {
            likely = Set(facts.filter { numbers.contains($0.name) && $0.misfits == 0 && $0.dotted > 0 }.map(\.name))
            hasPoints = facts.contains { numbers.contains($0.name) && $0.points > 0 }
            let others = facts.filter { !numbers.contains($0.name) }
            let commas = others.first { 2 * $0.commas > $0.present }
            let groups = others.first { $0.misfits == 0 && $0.several > 0 }
            if let commas, !hasPoints {
                reason = "the numbers of '\(commas.name)' have decimal commas"
            } else if let groups, !hasPoints {
                reason = "the numbers of '\(groups.name)' have several groups of thousands"
            } else {
                reason = nil
            }
        }
    }

    /// Texts up to 999 without a dot, and groups of three digits that begin with no zero.
    private static let groups: SQL = "'\\s*[+-]?([0-9]{1,3}|[1-9][0-9]{0,2}(\\.[0-9]{3}){1,5})\\s*'"
    private static let points: SQL = "'\\s*[+-]?(0+\\.[0-9]+|[0-9]*\\.([0-9]{0,2}|[0-9]{4,})|[0-9]{4,}\\.[0-9]*)\\s*'"
    /// With a sign for money or per cent before or behind the number.
    private static let commas: SQL =
        "'[^0-9]{0,4}[+-]?([0-9]+|[0-9]{1,3}(\\.[0-9]{3})+),([0-9]{1,2}|[0-9]{4,})[^0-9]{0,4}'"

    private static func facts(
        of names: [String], in rows: SQL, _ connection: Connection
    ) throws(WarehouseError) -> [Facts] {
        let columns = names.map { Identifier($0) }
        // One statement for all columns, however many there are.
        let answer = try connection.query(
            """
            SELECT name, CAST(count(*) AS BIGINT) AS present,
            CAST(count_if(NOT regexp_full_match(v, \(groups))) AS BIGINT) AS misfits,
            CAST(count_if(contains(v, '.')) AS BIGINT) AS dotted,
            CAST(count_if(contains(v, '.') AND ends_with(trim(v), '0')) AS BIGINT) AS zeros,
            CAST(count_if(regexp_full_match(v, \(points))) AS BIGINT) AS points,
            CAST(count_if(regexp_full_match(v, \(commas))) AS BIGINT) AS commas,
            CAST(count_if(regexp_matches(v, '\\..*\\.')) AS BIGINT) AS several,
            min(trim(v)) FILTER (contains(v, '.')) AS least, max(trim(v)) FILTER (contains(v, '.')) AS greatest
            FROM (UNPIVOT (SELECT \(columns) FROM \(rows)) ON COLUMNS(*) INTO NAME name VALUE v) GROUP BY name
            """)
        guard case .text(let found)? = answer["name"], case .text(let least)? = answer["least"],
            case .text(let greatest)? = answer["greatest"]
        else { throw WarehouseError(.engineFailed, "the engine does not answer about the numbers of a file") }
        func count(_ name: String, _ row: Int) -> Int {
            guard case .integer(let values)? = answer[name] else { return 0 }
            return Int(values[row] ?? 0)
        }
        let facts = (0..<answer.rowCount).map { row in
            Facts(
                name: found[row] ?? "", present: count("present", row), misfits: count("misfits", row),
                dotted: count("dotted", row), zeros: count("zeros", row), points: count("points", row),
                commas: count("commas", row), several: count("several", row),
                examples: [least[row], greatest[row]].compactMap(\.self))
        }
        let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        return facts.sorted { (places[$0.name] ?? 0) < (places[$1.name] ?? 0) }
    }
}

extension DottedNumbers {
    /// The text of a column as the whole number that it is, where the dots stand between thousands.
    static func whole(_ column: Identifier) -> SQL { "CAST(replace(\(column), '.', '') AS BIGINT)" }

    /// What a person should know: a note where the file tells what the dots are, else a warning with both cures.
    ///
    /// - Parameter source: the source's name.
    /// - Returns: the finding.
    func finding(source: String) -> Finding {
        let shown = examples.map { "'\($0)'" }.joined(separator: " and ")
        let evidence: [String: JSONValue] = ["examples": .array(examples.map(JSONValue.string))]
        let name = (try? ("\(Identifier(column))" as SQL).quotedText(in: .duckDB)) ?? column
        switch reading {
        case .thousands(let reason):
            return Finding(
                .note, .ambiguousThousands,
                "the dots of column '\(column)' are taken to stand between thousands, since \(reason), such as in \(shown)",
                advice: "if they are decimal points, write in the dataset's SQL: \(name) / 1000.0", source: source,
                column: column, evidence: evidence)
        case .unclear:
            return Finding(
                .warning, .ambiguousThousands,
                "column '\(column)' is read with decimal points, and its dots may stand between thousands, such as in "
                    + shown,
                advice: "write in the dataset's SQL, if they stand between thousands: \(thousands(name))\n"
                    + "if they are decimal points: CAST(\(name) AS DOUBLE)", source: source, column: column,
                evidence: evidence)
        }
    }

    /// The number as it is meant, made of the number that was read.
    private func thousands(_ name: String) -> String {
        let grouped = "CAST(round(\(name) * 1000) AS BIGINT)"
        // No text with a dot ends in 0 here, so that what is whole had none.
        return hasPlain ? "CASE WHEN \(name) = trunc(\(name)) THEN \(name) ELSE \(grouped) END" : grouped
    }

}

extension Finding {
    /// Whether a dataset's SQL answers what the warning asks: it holds one of the two cures.
    package func isAnswered(by sql: String) -> Bool {
        guard code == .ambiguousThousands, severity == .warning, let column else { return false }
        func folded(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace && $0 != "\"" } }
        let (sql, name) = (folded(sql), folded(column))
        return sql.contains("\(name)*1000") || sql.contains("cast(\(name)asdouble)")
    }
}
