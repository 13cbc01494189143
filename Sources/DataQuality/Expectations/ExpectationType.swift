/// What can be expected of data, under Great Expectations' names.
package enum ExpectationType: String, Sendable, CaseIterable, Codable {
    // The table
    case tableRowCountBetween = "expect_table_row_count_to_be_between"
    case tableRowCountEqual = "expect_table_row_count_to_equal"
    case tableRowCountEqualOther = "expect_table_row_count_to_equal_other_table"
    case tableColumnCountBetween = "expect_table_column_count_to_be_between"
    case tableColumnCountEqual = "expect_table_column_count_to_equal"
    case tableColumnsOrdered = "expect_table_columns_to_match_ordered_list"
    case tableColumnsSet = "expect_table_columns_to_match_set"
    case columnExists = "expect_column_to_exist"
    case unexpectedRows = "unexpected_rows_expectation"

    // Values of a column
    case notNull = "expect_column_values_to_not_be_null"
    case null = "expect_column_values_to_be_null"
    case unique = "expect_column_values_to_be_unique"
    case inSet = "expect_column_values_to_be_in_set"
    case notInSet = "expect_column_values_to_not_be_in_set"
    case between = "expect_column_values_to_be_between"
    case ofType = "expect_column_values_to_be_of_type"
    case inTypeList = "expect_column_values_to_be_in_type_list"
    case matchRegex = "expect_column_values_to_match_regex"
    case notMatchRegex = "expect_column_values_to_not_match_regex"
    case matchRegexList = "expect_column_values_to_match_regex_list"
    case notMatchRegexList = "expect_column_values_to_not_match_regex_list"
    case matchLike = "expect_column_values_to_match_like_pattern"
    case notMatchLike = "expect_column_values_to_not_match_like_pattern"
    case matchLikeList = "expect_column_values_to_match_like_pattern_list"
    case notMatchLikeList = "expect_column_values_to_not_match_like_pattern_list"
    case lengthsBetween = "expect_column_value_lengths_to_be_between"
    case lengthsEqual = "expect_column_value_lengths_to_equal"
    case increasing = "expect_column_values_to_be_increasing"
    case decreasing = "expect_column_values_to_be_decreasing"
    case dateParseable = "expect_column_values_to_be_dateutil_parseable"
    case strftime = "expect_column_values_to_match_strftime_format"
    case jsonParseable = "expect_column_values_to_be_json_parseable"
    case zScores = "expect_column_value_z_scores_to_be_less_than"
    case foreignKey = "expect_foreign_keys_in_column_a_to_exist_in_column_b"

    // Values of several columns
    case pairGreater = "expect_column_pair_values_a_to_be_greater_than_b"
    case pairEqual = "expect_column_pair_values_to_be_equal"
    case pairInSet = "expect_column_pair_values_to_be_in_set"
    case multicolumnSum = "expect_multicolumn_sum_to_equal"
    case uniqueWithinRecord = "expect_select_column_values_to_be_unique_within_record"
    case compoundUnique = "expect_compound_columns_to_be_unique"

    // Statistics of a column
    case minBetween = "expect_column_min_to_be_between"
    case maxBetween = "expect_column_max_to_be_between"
    case meanBetween = "expect_column_mean_to_be_between"
    case medianBetween = "expect_column_median_to_be_between"
    case stdevBetween = "expect_column_stdev_to_be_between"
    case sumBetween = "expect_column_sum_to_be_between"
    case uniqueCountBetween = "expect_column_unique_value_count_to_be_between"
    case uniqueProportionBetween = "expect_column_proportion_of_unique_values_to_be_between"
    case presentProportionBetween = "expect_column_proportion_of_non_null_values_to_be_between"
    case mostCommonInSet = "expect_column_most_common_value_to_be_in_set"
    case quantilesBetween = "expect_column_quantile_values_to_be_between"
    case distinctInSet = "expect_column_distinct_values_to_be_in_set"
    case distinctEqualSet = "expect_column_distinct_values_to_equal_set"
    case distinctContainSet = "expect_column_distinct_values_to_contain_set"
    case klDivergence = "expect_column_kl_divergence_to_be_less_than"
    case chiSquare = "expect_column_chisquare_test_p_value_to_be_greater_than"
    case kolmogorovSmirnov = "expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than"

    /// Whether it holds a pattern or a format, which an engine may not be able to read.
    var hasPattern: Bool {
        switch self {
        case .matchRegex, .notMatchRegex, .matchRegexList, .notMatchRegexList, .matchLike, .notMatchLike,
            .matchLikeList, .notMatchLikeList, .strftime:
            true
        default: false
        }
    }

    /// The type of a name: as it is, without `expect_`, or in the camel case of Great Expectations' classes.
    init?(name: String) {
        let snake = name.contains(where: \.isUppercase) ? Self.snake(name) : name
        let known = [snake, "expect_" + snake].lazy.compactMap(Self.init(rawValue:)).first
        guard let known else {
            guard snake == "expect_multicolumn_values_to_be_unique" else { return nil }
            self = .uniqueWithinRecord
            return
        }
        self = known
    }

    /// `ExpectColumnMaxToBeBetween` as `expect_column_max_to_be_between`.
    private static func snake(_ name: String) -> String {
        var text = ""
        for character in name {
            if character.isUppercase, !text.isEmpty, text.last != "_" { text.append("_") }
            text += character.lowercased()
        }
        return text
    }
}
