import Evidence

/// What may stand under the name of an argument.
indirect enum ParameterKind: Equatable {
    case column
    case columns
    /// A number, or nothing.
    case number
    case integer
    /// A number, a text (a moment too), or nothing.
    case bound
    case flag
    case text
    case texts
    /// Numbers, texts and flags.
    case values
    /// Lists of values, each of two.
    case pairs
    case choice([String])
    case object

    /// Whether a value is of this kind.
    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.column, .string), (.text, .string), (.flag, .bool), (.object, .object): true
        case (.number, .integer), (.number, .number), (.number, .null), (.integer, .integer), (.integer, .null): true
        case (.bound, .integer), (.bound, .number), (.bound, .string), (.bound, .null): true
        case (.columns, .array(let list)), (.texts, .array(let list)):
            list.allSatisfy { if case .string = $0 { true } else { false } }
        case (.values, .array(let list)): list.allSatisfy(Self.isScalar)
        case (.pairs, .array(let list)):
            list.allSatisfy { pair in
                if case .array(let items) = pair { items.count == 2 && items.allSatisfy(Self.isScalar) } else { false }
            }
        case (.choice(let words), .string(let word)): words.contains(word)
        default: false
        }
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value {
        case .array, .object: false
        default: true
        }
    }

    /// In words, to stand after "takes".
    var words: String {
        switch self {
        case .column: "the name of a column"
        case .columns: "a list of columns"
        case .number: "a number"
        case .integer: "a whole number"
        case .bound: "a number or a text"
        case .flag: "true or false"
        case .text: "a text"
        case .texts: "a list of texts"
        case .values: "a list of values"
        case .pairs: "a list of pairs of values"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .object: "a group of keys"
        }
    }
}

/// An argument of an expectation.
struct Parameter {
    let name: String
    let kind: ParameterKind
    let isRequired: Bool

    init(_ name: String, _ kind: ParameterKind, required: Bool = false) {
        self.name = name
        self.kind = kind
        isRequired = required
    }
}

extension ExpectationType {
    private static let column = Parameter("column", .column, required: true)
    private static let bounds = [
        Parameter("min_value", .bound), Parameter("max_value", .bound), Parameter("strict_min", .flag),
        Parameter("strict_max", .flag),
    ]
    private static let pairIgnore = Parameter(
        "ignore_row_if", .choice(["both_values_are_missing", "either_value_is_missing", "neither", "never"]))
    private static let recordIgnore = Parameter(
        "ignore_row_if", .choice(["all_values_are_missing", "any_value_is_missing", "never"]))

    /// The arguments that it takes besides those that all take.
    var parameters: [Parameter] {
        switch self {
        case .tableRowCountBetween, .tableColumnCountBetween:
            [Parameter("min_value", .integer), Parameter("max_value", .integer)]
                + [Parameter("strict_min", .flag), Parameter("strict_max", .flag)]
        case .tableRowCountEqual, .tableColumnCountEqual: [Parameter("value", .integer, required: true)]
        case .tableRowCountEqualOther: [Parameter("other_table_name", .text, required: true)]
        case .tableColumnsOrdered: [Parameter("column_list", .columns, required: true)]
        case .tableColumnsSet: [Parameter("column_set", .columns, required: true), Parameter("exact_match", .flag)]
        case .columnExists: [Self.column, Parameter("column_index", .integer)]
        case .unexpectedRows:
            [Parameter("unexpected_rows_query", .text, required: true), Parameter("description", .text)]
        case .notNull, .null, .unique, .dateParseable, .jsonParseable: [Self.column]
        case .inSet, .notInSet, .distinctInSet, .distinctEqualSet, .distinctContainSet:
            [Self.column, Parameter("value_set", .values, required: true)]
        case .mostCommonInSet:
            [Self.column, Parameter("value_set", .values, required: true), Parameter("ties_okay", .flag)]
        case .between, .minBetween, .maxBetween, .meanBetween, .medianBetween, .stdevBetween, .sumBetween,
            .uniqueCountBetween, .uniqueProportionBetween, .presentProportionBetween, .lengthsBetween:
            [Self.column] + Self.bounds
        case .ofType: [Self.column, Parameter("type_", .text, required: true)]
        case .inTypeList: [Self.column, Parameter("type_list", .texts, required: true)]
        case .matchRegex, .notMatchRegex: [Self.column, Parameter("regex", .text, required: true)]
        case .matchRegexList:
            [
                Self.column, Parameter("regex_list", .texts, required: true),
                Parameter("match_on", .choice(["any", "all"])),
            ]
        case .notMatchRegexList: [Self.column, Parameter("regex_list", .texts, required: true)]
        case .matchLike, .notMatchLike: [Self.column, Parameter("like_pattern", .text, required: true)]
        case .matchLikeList:
            [
                Self.column, Parameter("like_pattern_list", .texts, required: true),
                Parameter("match_on", .choice(["any", "all"])),
            ]
        case .notMatchLikeList: [Self.column, Parameter("like_pattern_list", .texts, required: true)]
        case .lengthsEqual: [Self.column, Parameter("value", .integer, required: true)]
        case .increasing, .decreasing: [Self.column, Parameter("strictly", .flag)]
        case .strftime: [Self.column, Parameter("strftime_format", .text, required: true)]
        case .zScores:
            [Self.column, Parameter("threshold", .number, required: true), Parameter("double_sided", .flag)]
        case .foreignKey:
            [Self.column, Parameter("other_table_name", .text, required: true), Parameter("other_column", .text)]
        case .pairGreater:
            [
                Parameter("column_A", .column, required: true), Parameter("column_B", .column, required: true),
                Parameter("or_equal", .flag), Self.pairIgnore,
            ]
        case .pairEqual:
            [
                Parameter("column_A", .column, required: true), Parameter("column_B", .column, required: true),
                Self.pairIgnore,
            ]
        case .pairInSet:
            [
                Parameter("column_A", .column, required: true), Parameter("column_B", .column, required: true),
                Parameter("value_pairs_set", .pairs, required: true), Self.pairIgnore,
            ]
        case .multicolumnSum:
            [
                Parameter("column_list", .columns, required: true), Parameter("sum_total", .number, required: true),
                Self.recordIgnore,
            ]
        case .uniqueWithinRecord, .compoundUnique:
            [Parameter("column_list", .columns, required: true), Self.recordIgnore]
        case .quantilesBetween:
            [
                Self.column, Parameter("quantile_ranges", .object, required: true),
                Parameter("allow_relative_error", .flag),
            ]
        case .klDivergence:
            [
                Self.column, Parameter("partition_object", .object, required: true), Parameter("threshold", .number),
                Parameter("tail_weight_holdout", .number), Parameter("internal_weight_holdout", .number),
                Parameter("bucketize_data", .flag),
            ]
        case .chiSquare:
            [
                Self.column, Parameter("partition_object", .object, required: true),
                Parameter("p", .number, required: true), Parameter("tail_weight_holdout", .number),
            ]
        case .kolmogorovSmirnov:
            [
                Self.column, Parameter("distribution", .choice(["norm", "uniform", "expon"]), required: true),
                Parameter("p_value", .number), Parameter("params", .object),
            ]
        }
    }
}
