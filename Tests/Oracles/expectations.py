"""Writes Tests/DataQualityTests/Fixtures/expectations.json: what Great Expectations says of small tables.

Run by hand:  python3 -m venv venv && venv/bin/pip install great_expectations==1.24.1 pandas==3.1.1 scipy==1.16.3
              venv/bin/python Tests/Oracles/expectations.py

A table holds nulls, ties, texts with odd characters and moments. Each case is an expectation with its arguments, and
Great Expectations' success, counts and observed value; `null` stands for what it leaves out. The pandas engine judges.
"""

import json
import math
import pathlib

import great_expectations as gx
import great_expectations.expectations as ge
import pandas as pd
from scipy import stats

OUT = pathlib.Path(__file__).resolve().parents[1] / "DataQualityTests" / "Fixtures" / "expectations.json"

TABLE = {
    "id": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    "n": [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8],
    "x": [0.5, 1.5, None, 2.25, -3.0, 0.125, 7.0, None, 1.5, 1.5, 100.0, 0.0],
    "y": [0.5, 1.0, 1.0, None, -4.0, 0.25, 7.0, None, 2.5, 1.0, 99.0, -1.0],
    "t": ["a", "bb", None, "ccc", "a", "Ä", "b'c", "a", "", "bb", "zz9", "a"],
    "u": ["a", "cc", None, "ccc", "b", "Ä", "b", "x", "y", "bb", "zz9", "c"],
    "d": ["2024-01-01", "2024-02-30", "2024-03-01", None, "01/02/2024", "nope", "2024-05-05", "March 3, 2024",
          "2024-12-31", "2024-06-01", "2024-07-01", "2024-08-01"],
    "j": ['{"a": 1}', "[1, 2]", "{", None, "1", '"x"', "nope", "{}", "null", "true", "[", "{\"b\": []}"],
    "k": ["one", "one", "two", "two", "three", "three", None, None, "four", "five", "six", "seven"],
    "up": [1, 2, 2, None, 3, 4, 5, 5, 6, 7, 7, 8],
}

C = "column"
CASES = [
    ("expect_table_row_count_to_be_between", {"min_value": 12, "max_value": 20}),
    ("expect_table_row_count_to_be_between", {"max_value": 11}),
    ("expect_table_row_count_to_equal", {"value": 12}),
    ("expect_table_row_count_to_equal", {"value": 13}),
    ("expect_table_column_count_to_be_between", {"min_value": 3}),
    ("expect_table_column_count_to_equal", {"value": 10}),
    ("expect_table_columns_to_match_ordered_list", {"column_list": list(TABLE)}),
    ("expect_table_columns_to_match_ordered_list", {"column_list": list(TABLE)[::-1]}),
    ("expect_table_columns_to_match_set", {"column_set": list(TABLE)[::-1]}),
    ("expect_table_columns_to_match_set", {"column_set": ["id", "n"], "exact_match": False}),
    ("expect_table_columns_to_match_set", {"column_set": ["id", "zz"], "exact_match": False}),
    ("expect_column_to_exist", {C: "x"}),
    ("expect_column_to_exist", {C: "nope"}),
    ("expect_column_values_to_not_be_null", {C: "x"}),
    ("expect_column_values_to_not_be_null", {C: "x", "mostly": 0.8}),
    ("expect_column_values_to_not_be_null", {C: "t", "mostly": 0.95}),
    ("expect_column_values_to_not_be_null", {C: "n"}),
    ("expect_column_values_to_be_null", {C: "x"}),
    ("expect_column_values_to_be_null", {C: "x", "mostly": 0.1}),
    ("expect_column_values_to_be_unique", {C: "id"}),
    ("expect_column_values_to_be_unique", {C: "n"}),
    ("expect_column_values_to_be_unique", {C: "x", "mostly": 0.7}),
    ("expect_column_values_to_be_unique", {C: "t", "mostly": 0.4}),
    ("expect_column_values_to_be_in_set", {C: "t", "value_set": ["a", "bb", "ccc"]}),
    ("expect_column_values_to_be_in_set", {C: "t", "value_set": ["a", "bb", "ccc", "Ä", "", "b'c", "zz9"]}),
    ("expect_column_values_to_be_in_set", {C: "n", "value_set": [1, 2, 3, 4, 5], "mostly": 0.75}),
    ("expect_column_values_to_be_in_set", {C: "x", "value_set": [1.5, 0.5, 7]}),
    ("expect_column_values_to_not_be_in_set", {C: "t", "value_set": ["a"]}),
    ("expect_column_values_to_not_be_in_set", {C: "n", "value_set": [7, 10]}),
    ("expect_column_values_to_be_between", {C: "x", "min_value": 0, "max_value": 10}),
    ("expect_column_values_to_be_between", {C: "x", "min_value": 0, "max_value": 7, "strict_min": True}),
    ("expect_column_values_to_be_between", {C: "x", "min_value": 0, "max_value": 7, "strict_max": True, "mostly": 0.7}),
    ("expect_column_values_to_be_between", {C: "n", "min_value": 1}),
    ("expect_column_values_to_be_between", {C: "n", "max_value": 5, "mostly": 0.75}),
    ("expect_column_values_to_be_between", {C: "n", "max_value": 5, "mostly": 0.76}),
    ("expect_column_values_to_match_regex", {C: "t", "regex": "^[a-z]+$"}),
    ("expect_column_values_to_match_regex", {C: "t", "regex": "a|b|c|z|Ä"}),
    ("expect_column_values_to_not_match_regex", {C: "t", "regex": "[0-9]"}),
    ("expect_column_values_to_match_regex_list", {C: "t", "regex_list": ["^a", "^b"]}),
    ("expect_column_values_to_match_regex_list", {C: "t", "regex_list": ["b", "^b"], "match_on": "all", "mostly": 0.2}),
    ("expect_column_values_to_not_match_regex_list", {C: "t", "regex_list": ["^c", "9$"]}),
    ("expect_column_value_lengths_to_be_between", {C: "t", "min_value": 1, "max_value": 2}),
    ("expect_column_value_lengths_to_be_between", {C: "t", "min_value": 1, "strict_min": True, "mostly": 0.4}),
    ("expect_column_value_lengths_to_equal", {C: "t", "value": 1}),
    ("expect_column_values_to_be_increasing", {C: "up"}),
    ("expect_column_values_to_be_increasing", {C: "up", "strictly": True}),
    ("expect_column_values_to_be_decreasing", {C: "up"}),
    ("expect_column_values_to_be_decreasing", {C: "n", "mostly": 0.5}),
    ("expect_column_values_to_be_dateutil_parseable", {C: "d"}),
    ("expect_column_values_to_match_strftime_format", {C: "d", "strftime_format": "%Y-%m-%d"}),
    ("expect_column_values_to_match_strftime_format", {C: "d", "strftime_format": "%Y-%m-%d", "mostly": 0.6}),
    ("expect_column_values_to_be_json_parseable", {C: "j"}),
    ("expect_column_value_z_scores_to_be_less_than", {C: "x", "threshold": 2, "double_sided": True}),
    ("expect_column_value_z_scores_to_be_less_than", {C: "n", "threshold": 1, "double_sided": False}),
    ("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "x", "column_B": "y"}),
    ("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "x", "column_B": "y", "or_equal": True}),
    ("expect_column_pair_values_a_to_be_greater_than_b",
     {"column_A": "x", "column_B": "y", "or_equal": True, "ignore_row_if": "either_value_is_missing", "mostly": 0.8}),
    ("expect_column_pair_values_a_to_be_greater_than_b",
     {"column_A": "x", "column_B": "y", "ignore_row_if": "neither"}),
    ("expect_column_pair_values_to_be_equal", {"column_A": "t", "column_B": "u"}),
    ("expect_column_pair_values_to_be_equal", {"column_A": "x", "column_B": "y", "mostly": 0.2}),
    ("expect_column_pair_values_to_be_in_set",
     {"column_A": "t", "column_B": "u", "value_pairs_set": [["a", "a"], ["bb", "cc"], ["bb", "bb"], ["a", "b"]]}),
    ("expect_multicolumn_sum_to_equal", {"column_list": ["id", "n"], "sum_total": 7}),
    ("expect_multicolumn_sum_to_equal", {"column_list": ["x", "y"], "sum_total": 1.0}),
    ("expect_select_column_values_to_be_unique_within_record", {"column_list": ["t", "u"]}),
    ("expect_select_column_values_to_be_unique_within_record",
     {"column_list": ["x", "y"], "ignore_row_if": "any_value_is_missing"}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["n", "k"]}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["k", "t"]}),
    ("expect_column_min_to_be_between", {C: "x", "min_value": -3, "max_value": 0}),
    ("expect_column_min_to_be_between", {C: "x", "min_value": -3, "strict_min": True}),
    ("expect_column_max_to_be_between", {C: "n", "min_value": 9, "max_value": 9}),
    ("expect_column_mean_to_be_between", {C: "x", "min_value": 11, "max_value": 12}),
    ("expect_column_mean_to_be_between", {C: "n", "min_value": 4.4}),
    ("expect_column_median_to_be_between", {C: "x", "min_value": 1.5, "max_value": 1.5}),
    ("expect_column_median_to_be_between", {C: "n", "min_value": 4.6}),
    ("expect_column_stdev_to_be_between", {C: "x", "min_value": 30, "max_value": 40}),
    ("expect_column_stdev_to_be_between", {C: "n", "max_value": 2}),
    ("expect_column_sum_to_be_between", {C: "n", "min_value": 52, "max_value": 52}),
    ("expect_column_sum_to_be_between", {C: "x", "min_value": 0}),
    ("expect_column_unique_value_count_to_be_between", {C: "t", "min_value": 7, "max_value": 7}),
    ("expect_column_unique_value_count_to_be_between", {C: "x", "max_value": 7}),
    ("expect_column_proportion_of_unique_values_to_be_between", {C: "n", "min_value": 0.7}),
    ("expect_column_proportion_of_non_null_values_to_be_between", {C: "x", "min_value": 0.8}),
    ("expect_column_most_common_value_to_be_in_set", {C: "t", "value_set": ["a", "q"]}),
    ("expect_column_most_common_value_to_be_in_set", {C: "k", "value_set": ["one"]}),
    ("expect_column_most_common_value_to_be_in_set", {C: "k", "value_set": ["one"], "ties_okay": True}),
    ("expect_column_quantile_values_to_be_between",
     {C: "n", "quantile_ranges": {"quantiles": [0.1, 0.5, 0.9], "value_ranges": [[1, 2], [4, 5], [None, 8]]}}),
    ("expect_column_quantile_values_to_be_between",
     {C: "x", "quantile_ranges": {"quantiles": [0, 0.25, 0.75, 1], "value_ranges": [[-3, -3], [0, 1], [2, 3], [100, None]]}}),
    ("expect_column_distinct_values_to_be_in_set", {C: "n", "value_set": [1, 2, 3, 4, 5, 6, 7, 8, 9]}),
    ("expect_column_distinct_values_to_be_in_set", {C: "t", "value_set": ["a", "bb"]}),
    ("expect_column_distinct_values_to_equal_set", {C: "n", "value_set": [1, 2, 3, 4, 5, 6, 8, 9]}),
    ("expect_column_distinct_values_to_equal_set", {C: "n", "value_set": [1, 2, 3]}),
    ("expect_column_distinct_values_to_contain_set", {C: "k", "value_set": ["one", "seven"]}),
    ("expect_column_distinct_values_to_contain_set", {C: "k", "value_set": ["one", "eight"]}),
    ("expect_column_kl_divergence_to_be_less_than",
     {C: "k", "partition_object": {"values": ["one", "two", "three", "four", "five", "six", "seven"],
                                   "weights": [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1]}, "threshold": 0.1}),
    ("expect_column_kl_divergence_to_be_less_than",
     {C: "k", "partition_object": {"values": ["one", "two", "three", "other"], "weights": [0.25, 0.25, 0.25, 0.25]},
      "threshold": 0.1, "tail_weight_holdout": 0.05}),
    ("expect_column_kl_divergence_to_be_less_than",
     {C: "x", "partition_object": {"bins": [-5, 0, 1, 2, 200], "weights": [0.1, 0.3, 0.3, 0.3]}, "threshold": 0.5}),
    ("expect_column_kl_divergence_to_be_less_than",
     {C: "n", "partition_object": {"bins": [2, 4, 6, 8], "weights": [0.3, 0.3, 0.2], "tail_weights": [0.1, 0.1]},
      "threshold": 0.2}),
]

ROW_CONDITIONS = [
    ("expect_column_values_to_be_between", {C: "x", "min_value": 0, "max_value": 10}, 'col("n") > 4'),
    ("expect_column_values_to_not_be_null", {C: "x"}, 'col("t") == "a"'),
    ("expect_column_mean_to_be_between", {C: "n", "min_value": 3, "max_value": 6}, 'col("t").notNull()'),
    ("expect_column_values_to_be_unique", {C: "n"}, 'col("id") <= 3'),
    ("expect_column_values_to_be_in_set", {C: "t", "value_set": ["a", "bb"]}, 'col("x") >= 1.5'),
    ("expect_column_distinct_values_to_equal_set", {C: "n", "value_set": [3, 1, 4]}, 'col("id") < 5'),
]

frame = pd.DataFrame(TABLE)
context = gx.get_context(mode="ephemeral")
batch = (
    context.data_sources.add_pandas("p").add_dataframe_asset("a").add_batch_definition_whole_dataframe("b")
    .get_batch({"dataframe": frame})
)


def plain(value):
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (pd.Timestamp,)):
        return value.isoformat()
    return value


def judged(kind, arguments, condition=None):
    name = "".join(part.capitalize() for part in kind.split("_"))
    name = name.replace("KlDivergence", "KLDivergence")
    extra = {} if condition is None else {"row_condition": condition, "condition_parser": "great_expectations"}
    # The pandas engine has a parser of its own, of the same meaning.
    given = dict(extra)
    result = batch.validate(getattr(ge, name)(**arguments, **given)).to_json_dict()
    if result.get("exception_info", {}).get("raised_exception"):
        raise SystemExit(f"{kind} {arguments}: {result['exception_info']}")
    found = result["result"]
    keys = ["element_count", "missing_count", "missing_percent", "unexpected_count", "unexpected_percent",
            "unexpected_percent_total", "observed_value", "partial_unexpected_list"]
    return {
        "type": kind, "kwargs": {**arguments, **extra}, "success": bool(result["success"]),
        "result": {key: plain(found[key]) for key in keys if key in found},
    }


def oracle(kind, arguments, success, observed):
    """A case that Great Expectations has no more; scipy computes what it did."""
    return {"type": kind, "kwargs": arguments, "success": bool(success), "result": {"observed_value": plain(observed)}}


cases = []
for kind, arguments in CASES:
    try:
        cases.append(judged(kind, arguments))
    except Exception as error:  # noqa: BLE001
        raise SystemExit(f"{kind} {arguments}: {error}")
for kind, arguments, condition in ROW_CONDITIONS:
    cases.append(judged(kind, arguments, condition))

counts = frame["k"].value_counts()
values, weights = ["one", "two", "three", "four", "five", "six", "seven"], [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1]
p = stats.chisquare([counts[value] for value in values], [weight * counts.sum() for weight in weights]).pvalue
cases.append(oracle("expect_column_chisquare_test_p_value_to_be_greater_than",
                    {C: "k", "partition_object": {"values": values, "weights": weights}, "p": 0.05}, p > 0.05, p))
weights = [0.02, 0.02, 0.02, 0.02, 0.02, 0.45, 0.45]
p = stats.chisquare([counts[value] for value in values], [weight * counts.sum() for weight in weights]).pvalue
cases.append(oracle("expect_column_chisquare_test_p_value_to_be_greater_than",
                    {C: "k", "partition_object": {"values": values, "weights": weights}, "p": 0.05}, p > 0.05, p))
for column, distribution, params, arguments in [
    ("n", "uniform", {"min": 0, "max": 10}, (0, 10)),
    ("n", "norm", {"mean": 4, "std_dev": 2.5}, (4, 2.5)),
    ("x", "norm", {"mean": 0, "std_dev": 1}, (0, 1)),
    ("n", "expon", {"loc": 0, "scale": 4}, (0, 4)),
]:
    p = stats.kstest(frame[column].dropna(), distribution, args=arguments).pvalue
    cases.append(oracle("expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than",
                        {C: column, "distribution": distribution, "params": params, "p_value": 0.05}, p >= 0.05, p))

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps({"great_expectations": gx.__version__, "table": TABLE, "cases": cases}, indent=1, ensure_ascii=False) + "\n")
print(len(cases), "cases")
