import Evidence

/// What a profile warns of, ranked by what it would cost a model.
///
/// The cost is the weight of the harm times its extent: the share of the rows, values or columns that are concerned.
struct ProfileWarnings {
    private let document: ProfileDocument
    /// Columns of text that hold numbers or moments.
    private let disguised: [String: Finding]

    /// What reading the table found.
    private let read: [Finding]

    init(_ document: ProfileDocument, disguised: [Finding], read: [Finding] = []) {
        self.document = document
        self.read = read.filter { $0.severity == .warning }
        self.disguised = Dictionary(disguised.map { ($0.column ?? "", $0) }) { first, _ in first }
    }

    /// The share of missing values from which on a column is mentioned.
    private static let missing = 0.2
    /// The association with the label from which on a column is too good to be known beforehand.
    private static let suspicious = 0.9
    /// The correlation from which on two columns say the same.
    private static let redundant = 0.98
    /// The index of change over time from which on it is mentioned.
    private static let drift = 0.25
    /// The share of outlying values from which on it is mentioned.
    private static let outlying = 0.01
    /// Values of a text past which it has no place in a model as it is.
    private static let categories = 1_000
    /// Rows of a class under which its figures say little.
    private static let classRows = 10

    var ranked: [ProfileWarning] {
        guard rows > 0 else { return [] }
        let all = document.columns.flatMap(warnings) + asRead + relations + table
        // Warnings of one cost stay in the order of their columns.
        return all.enumerated().sorted { ($1.element.cost, $0.offset) < ($0.element.cost, $1.offset) }.map(\.element)
    }

    private var rows: Int { document.source.rows }
    private var share: Double { 1 / Double(max(1, document.source.columns)) }
    private func part(_ count: Int) -> Double { Double(count) / Double(rows) }

    /// A number that is read for another misleads in every row.
    private var asRead: [ProfileWarning] { read.map { ProfileWarning(.misleads, extent: 1, $0) } }

    // MARK: One column

    private func warnings(_ column: ProfiledColumn) -> [ProfileWarning] {
        let name = column.name
        if column.kind == .unsupported {
            return [
                warning(
                    .loses, share, .unsupportedColumn, "column '\(name)' holds \(column.type), which is not profiled",
                    "take single values out of it, such as its length or its first element", name)
            ]
        }
        if column.nulls == rows {
            return [
                warning(
                    .burdens, share, .nullColumn, "column '\(name)' is null in every row",
                    "see whether its source is complete", name)
            ]
        }
        let isLabel = name == document.label?.column
        var list = isLabel ? labelled(column) : missingValues(column)
        if let number = column.number { list += numbers(column, number) }
        if column.distinct?.count == 1 {
            list.append(
                warning(
                    .burdens, share, .constantColumn, "column '\(name)' holds the same value in every row that has one",
                    "leave it out, unless that it is missing tells something", name))
        } else if column.kind == .text, let distinct = column.distinct?.count {
            list += texts(column, distinct)
        }
        return list
    }

    private func missingValues(_ column: ProfiledColumn) -> [ProfileWarning] {
        let count = column.nulls + (column.number?.nan ?? 0)
        guard part(count) >= Self.missing else { return [] }
        return [
            warning(
                .loses, part(count), .missingValues,
                "column '\(column.name)' is missing in \(NumberText.percent(part(count))) of the rows",
                "ask why: values that are missing because of the outcome leak it", column.name, count: count)
        ]
    }

    private func labelled(_ column: ProfiledColumn) -> [ProfileWarning] {
        let count = column.nulls + (column.number?.nan ?? 0)
        var list: [ProfileWarning] = []
        if count > 0 {
            list.append(
                warning(
                    .misleads, part(count), .labelMissing,
                    "the label '\(column.name)' is missing in \(NumberText.counted(count, "row"))",
                    "ask what decides it: the rows that are left may tell another story", column.name, count: count))
        }
        if column.distinct?.count == 1 {
            list.append(
                warning(
                    .misleads, 1, .oneClass, "the label '\(column.name)' has one value",
                    "look at which rows the source leaves out", column.name))
        }
        for small in document.label?.classes ?? [] where small.count < Self.classRows {
            list.append(
                warning(
                    .misleads, share, .rareClass,
                    "class '\(small.value)' of '\(column.name)' has \(NumberText.counted(small.count, "row"))",
                    "merge it with another, or collect more of it", column.name, count: small.count))
        }
        return list
    }

    private func numbers(_ column: ProfiledColumn, _ number: ProfiledColumn.Number) -> [ProfileWarning] {
        var list: [ProfileWarning] = []
        let odd = number.nan + number.infinite
        if odd > 0 {
            list.append(
                warning(
                    .loses, part(odd), .nonFiniteValues,
                    "column '\(column.name)' holds NaN or infinity in \(NumberText.counted(odd, "row"))",
                    "see where they come from: a division by zero is common", column.name, count: odd))
        }
        let outside = number.outliers.below + number.outliers.above
        let spread = number.outliers.upperFence - number.outliers.lowerFence
        // A heavy tail is the nature of many columns; far values that are rare are what a fault looks like.
        if outside > 0, spread > 0, part(outside) < Self.outlying,
            number.maximum > number.outliers.upperFence + 10 * spread
                || number.minimum < number.outliers.lowerFence - 10 * spread
        {
            list.append(
                warning(
                    .misleads, part(outside), .outlyingValues,
                    "column '\(column.name)' has values far beyond all others, from "
                        + "\(NumberText.setting(number.minimum)) to \(NumberText.setting(number.maximum))",
                    "see whether they are codes for a missing value, or of another unit", column.name, count: outside))
        }
        return list
    }

    private func texts(_ column: ProfiledColumn, _ distinct: Int) -> [ProfileWarning] {
        var list: [ProfileWarning] = []
        if let finding = disguised[column.name] {
            list.append(ProfileWarning(.loses, extent: share, finding))
        } else if column.isMostlyDistinct(rows: rows) || distinct > Self.categories {
            list.append(
                warning(
                    .burdens, share, .identifierColumn,
                    "column '\(column.name)' holds \(NumberText.count(distinct)) distinct texts in "
                        + NumberText.counted(rows - column.nulls, "row"),
                    "group its values, or leave it out: it names rows", column.name))
        }
        if let blank = column.text?.blank, blank > 0 {
            list.append(
                warning(
                    .loses, part(blank), .missingValues,
                    "column '\(column.name)' is blank rather than null in \(NumberText.counted(blank, "row"))",
                    "turn blanks into NULL where they mean that nothing is known", column.name, count: blank))
        }
        return list
    }

    // MARK: Columns together

    private var relations: [ProfileWarning] {
        var list: [ProfileWarning] = []
        let label = document.label?.column
        for association in document.label?.associations ?? [] where association.strength >= Self.suspicious {
            list.append(
                warning(
                    .misleads, association.strength, .suspiciousColumn,
                    "'\(association.column)' alone tells nearly all of '\(label ?? "")' "
                        + "(\(NumberText.metric(association.strength)) of 1)",
                    "see when the column becomes known", association.column))
        }
        for pair in document.correlations.numbers where pair.strength >= Self.redundant {
            guard pair.first != label, pair.second != label else { continue }
            list.append(redundant(pair.first, pair.second, pair.strength))
        }
        for pair in document.correlations.categories {
            guard let strength = pair.cramersV, strength >= Self.redundant, pair.first != label, pair.second != label
            else { continue }
            list.append(redundant(pair.first, pair.second, strength))
        }
        for drift in document.time?.drift ?? [] where drift.psi >= Self.drift && !drift.followsTime {
            // What names rows is new in each of them.
            if document.columns.contains(where: { $0.name == drift.column && namesRows($0) }) { continue }
            list.append(
                warning(
                    .decays, drift.psi / (1 + drift.psi), .columnDrifts,
                    "column '\(drift.column)' changes over '\(document.time?.column ?? "")' "
                        + "(stability index \(NumberText.metric(drift.psi)))",
                    "test on later rows, and see what changed", drift.column))
        }
        return list
    }

    /// Whether every row has a value of its own, in a column that is no measurement.
    private func namesRows(_ column: ProfiledColumn) -> Bool {
        guard let distinct = column.distinct else { return false }
        if column.kind == .text { return column.isMostlyDistinct(rows: rows) }
        return column.type.contains("INT") && distinct.isExact && distinct.count == rows - column.nulls
    }

    private func redundant(_ first: String, _ second: String, _ strength: Double) -> ProfileWarning {
        warning(
            .burdens, share, .redundantColumns,
            "'\(first)' and '\(second)' say the same (\(NumberText.metric(strength)) of 1)",
            "one of them is enough, and importance is shared between them otherwise", first)
    }

    // MARK: The table

    private var table: [ProfileWarning] {
        var list: [ProfileWarning] = []
        let columns = document.source.columns
        if columns > rows {
            list.append(
                warning(
                    .misleads, 1 - Double(rows) / Double(columns), .tooFewRows,
                    "there are more columns (\(NumberText.count(columns))) than rows (\(NumberText.count(rows)))",
                    "choose columns by what is known of them: by chance alone some go with the label", nil))
        }
        let repeated = document.duplicates.repeatedRows
        if repeated > 0 {
            let verb = repeated == 1 ? "repeats" : "repeat"
            list.append(
                warning(
                    .misleads, part(repeated), .duplicateRows,
                    "\(NumberText.counted(repeated, "row")) \(verb) an earlier row in every column",
                    "leave the copies out, unless equal rows are different events", nil, count: repeated))
        }
        if let time = document.time, time.emptyPeriods > 0 {
            let all = time.periods.count + time.emptyPeriods
            list.append(
                warning(
                    .decays, Double(time.emptyPeriods) / Double(all), .partitionMissing,
                    "\(NumberText.counted(time.emptyPeriods, time.unit.rawValue)) of \(NumberText.count(all)) "
                        + "have no row in '\(time.column)'",
                    "load what is missing, unless the gaps are real", time.column, count: time.emptyPeriods))
        }
        return list
    }

    private func warning(
        _ harm: ProfileWarning.Harm, _ extent: Double, _ code: FindingCode, _ message: String, _ advice: String,
        _ column: String?, count: Int? = nil
    ) -> ProfileWarning {
        ProfileWarning(
            harm, extent: extent,
            Finding(.warning, code, message, advice: advice, column: column, count: count))
    }
}
