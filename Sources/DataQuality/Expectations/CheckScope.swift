import Columns
import Evidence
import Warehouse

/// What an expectation is compiled in: the relation, the rows that it is about, and where its mistakes are noted.
struct CheckScope {
    let expectation: Expectation
    let relation: CheckedRelation
    /// The rows that the expectation is about; `nil` for all.
    let condition: SQL?

    /// Compiles the condition on rows.
    ///
    /// - Throws: ``SuiteError`` where a column is not there, or a value does not fit it.
    init(_ expectation: Expectation, _ relation: CheckedRelation) throws(SuiteError) {
        let whole = CheckScope(expectation, relation, condition: nil)
        var condition: SQL?
        if let rows = expectation.rowCondition { condition = try whole.sql(rows) }
        self.init(expectation, relation, condition: condition)
    }

    private init(_ expectation: Expectation, _ relation: CheckedRelation, condition: SQL?) {
        self.expectation = expectation
        self.relation = relation
        self.condition = condition
    }

    /// The rows as a table expression.
    var rows: SQL {
        condition.map { "(SELECT * FROM \(relation.rows) WHERE \($0)) AS chosen" } ?? relation.rows
    }

    // MARK: Arguments

    func flag(_ name: String, default standard: Bool = false) -> Bool {
        if case .bool(let flag)? = expectation.arguments[name] { flag } else { standard }
    }

    func text(_ name: String) -> String? {
        if case .string(let text)? = expectation.arguments[name] { text } else { nil }
    }

    func texts(_ name: String) -> [String] {
        values(name).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func values(_ name: String) -> [JSONValue] {
        if case .array(let values)? = expectation.arguments[name] { values } else { [] }
    }

    func number(_ name: String) -> Double? {
        switch expectation.arguments[name] {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }

    func integer(_ name: String) -> Int? {
        if case .integer(let number)? = expectation.arguments[name] { Int(number) } else { nil }
    }

    // MARK: Columns

    func column(_ argument: String = "column") throws(SuiteError) -> ColumnSQL {
        try column(named: text(argument) ?? "")
    }

    func columns(_ argument: String = "column_list") throws(SuiteError) -> [ColumnSQL] {
        var columns: [ColumnSQL] = []
        for name in texts(argument) { columns.append(try column(named: name)) }
        return columns
    }

    private func column(named name: String) throws(SuiteError) -> ColumnSQL {
        if let column = relation.column(name) {
            guard column.type != .unsupported else {
                throw misfit(
                    .unsupportedColumn, "column '\(name)' holds \(column.engineType), of which nothing is expected",
                    advice: "take single values out of it in the dataset's SQL", column: name)
            }
            return ColumnSQL(column)
        }
        let names = relation.columns.map(\.name)
        let subject = relation.source.map { "source '\($0)'" } ?? "dataset"
        throw misfit(
            .columnNotFound, "the \(subject) has no column '\(name)', which \(expectation.type.rawValue) names",
            advice: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? "its columns: \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")",
            column: name)
    }

    /// A value as a literal that fits a column.
    func literal(_ value: JSONValue, for column: ColumnSQL, argument: String) throws(SuiteError) -> SQL {
        if let literal = column.literal(value) { return literal }
        let shown = (try? CanonicalJSON.line(value)) ?? ""
        let name = column.column.name
        guard column.column.type == .text, Bounds.number(value) != nil else {
            let isQuoted = column.isNumber && Bounds.isNumber(text: value)
            throw misfit(
                .wrongType,
                "'\(argument)' holds \(shown), which cannot be compared with '\(name)' of type "
                    + column.column.engineType,
                advice: isQuoted ? "write the number without quotation marks" : "write a value of the column's type",
                column: name)
        }
        throw misfit(
            .numbersAsText, "'\(argument)' holds the number \(shown), but column '\(name)' is text",
            advice: "read it as numbers in the dataset's SQL: TRY_CAST(\(Self.quoted(column)) AS DOUBLE); a value that "
                + "is meant as text stands in quotation marks", column: name)
    }

    private static func quoted(_ column: ColumnSQL) -> String {
        (try? ("\(column.name)" as SQL).quotedText(in: .duckDB)) ?? column.column.name
    }

    /// Another table by its name.
    func other(_ argument: String) throws(SuiteError) -> CheckedRelation.Other {
        let name = text(argument) ?? ""
        if let other = relation.others[name] { return other }
        let names = relation.others.keys.sorted()
        throw error(
            .impossibleValue, "there is no other table '\(name)', which \(expectation.type.rawValue) names",
            advice: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "check a brief whose data.sources name both tables" : "tables: \(names.joined(separator: ", "))"),
            column: nil)
    }

    /// The suite is wrong, whatever the data is.
    func error(_ code: FindingCode, _ message: String, advice: String?, column: String? = nil) -> SuiteError {
        SuiteError([finding(code, message, advice, column)])
    }

    /// The data is not of the form that the expectation is about, which therefore failed.
    func misfit(_ code: FindingCode, _ message: String, advice: String?, column: String?) -> SuiteError {
        SuiteError([finding(code, message, advice, column)], isMisfit: true)
    }

    private func finding(_ code: FindingCode, _ message: String, _ advice: String?, _ column: String?) -> Finding {
        var finding = Finding(
            expectation.severity, code, message, advice: advice, at: expectation.place, column: column)
        finding.source = relation.source
        return finding
    }

    // MARK: Conditions on rows

    private func sql(_ condition: RowCondition) throws(SuiteError) -> SQL {
        switch condition {
        case .comparison(let name, let comparison, let value):
            let column = try column(named: name)
            return compared(column, comparison, try literal(value, for: column, argument: "row_condition"))
        case .columns(let name, let comparison, let other):
            let (column, beside) = (try column(named: name), try self.column(named: other))
            guard
                column.column.type == beside.column.type || (column.isNumber && beside.isNumber)
                    || (column.column.type.isMoment && beside.column.type.isMoment)
            else {
                throw misfit(
                    .wrongType,
                    "'row_condition' compares '\(name)' (\(column.column.engineType)) with '\(other)' "
                        + "(\(beside.column.engineType))",
                    advice: "compare columns of one type", column: name)
            }
            return compared(column, comparison, beside.value)
        case .remainder(let name, let divisor, let comparison, let value):
            let column = try column(named: name)
            guard column.column.type == .integer, Bounds.number(value) != nil else {
                throw misfit(
                    .wrongType, "'row_condition' takes a remainder of '\(name)', which is no whole number",
                    advice: "divide columns of whole numbers", column: name)
            }
            let rest: SQL = "(\(column.name) % \(Literal(divisor)))"
            let literal = try literal(value, for: column, argument: "row_condition")
            return "(\(rest) \(Self.sign(comparison)) \(literal))"
        case .membership(let name, let values, let negated):
            let column = try column(named: name)
            var literals: [SQL] = []
            for value in values { literals.append(try literal(value, for: column, argument: "row_condition")) }
            guard !literals.isEmpty else { return negated ? "TRUE" : "FALSE" }
            return negated ? "(\(column.name) NOT IN (\(literals)))" : "(\(column.name) IN (\(literals)))"
        case .nullity(let name, let isNull):
            let column = try column(named: name)
            return isNull ? column.isMissing : column.isPresent
        case .all(let parts): return "(\(SQL(try list(parts), separatedBy: " AND ")))"
        case .any(let parts): return "(\(SQL(try list(parts), separatedBy: " OR ")))"
        case .not(let part): return "(NOT \(try sql(part)))"
        }
    }

    private func compared(_ column: ColumnSQL, _ comparison: RowCondition.Comparison, _ other: SQL) -> SQL {
        // NaN is greater than every number to the engine, and missing to us.
        let isAbove = comparison == .greater || comparison == .greaterOrEqual
        return "(\(isAbove ? column.value : "\(column.name)") \(Self.sign(comparison)) \(other))"
    }

    private static func sign(_ comparison: RowCondition.Comparison) -> SQL {
        switch comparison {
        case .equal: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }

    private func list(_ parts: [RowCondition]) throws(SuiteError) -> [SQL] {
        var list: [SQL] = []
        for part in parts { list.append(try sql(part)) }
        return list
    }
}
