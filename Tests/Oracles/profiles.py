"""Writes Tests/DataQualityTests/Fixtures/profile.json: what pandas, NumPy and SciPy say of a small table.

Run by hand:  python3 -m venv venv && venv/bin/pip install pandas==3.1.1 numpy==2.4.6 scipy==1.16.3
              venv/bin/python Tests/Oracles/profiles.py

Quantiles are NumPy's default (linear interpolation), outliers Tukey's rule, histograms of 24 bins of equal width,
Pearson's and Spearman's correlations pandas' over pairs of values (the former in extended precision, ranks within a
column), Cramér's V SciPy's.
What goes with a label is measured between bins (by rank, or the value) and the label: Cramér's V with Bergsma's
correction, and the correlation ratio from SciPy's F statistic. The stability index compares halves by time.
"""

import itertools
import json
import math
import pathlib

import numpy as np
import pandas as pd
from scipy import stats

OUT = pathlib.Path(__file__).resolve().parents[1] / "DataQualityTests" / "Fixtures" / "profile.json"
SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
ROWS = 500


def table():
    random = np.random.default_rng(11)
    x = random.normal(size=ROWS).round(4)
    frame = pd.DataFrame({
        "x": x,
        "y": (2 * x + random.normal(size=ROWS)).round(4),
        "heavy": np.exp(random.normal(size=ROWS) * 1.5).round(4),
        "ties": random.integers(0, 8, ROWS),
        "offset": (1e9 + random.normal(size=ROWS)).round(3),
        "gaps": np.where(random.random(ROWS) < 0.3, np.nan, (x * x).round(4)),
    })
    frame["colour"] = random.choice(["red", "green", "blue", "grey"], ROWS, p=[0.5, 0.3, 0.15, 0.05])
    mixed = np.where(random.random(ROWS) < 0.6, frame["colour"].str[0], random.choice(list("rgbx"), ROWS))
    frame["initial"] = pd.Series(mixed).where(random.random(ROWS) > 0.1, None)
    frame["late"] = np.where(frame["x"] + random.normal(size=ROWS) > 0.5, "yes", "no")
    frame["amount"] = (3 * (frame["colour"] == "red") + frame["x"] ** 2 + random.normal(size=ROWS)).round(4)
    frame["day"] = random.permutation(ROWS)
    frame["moves"] = (frame["day"] / 100 + random.normal(size=ROWS)).round(4)
    return frame


def number(values):
    values = values.dropna().to_numpy(float)
    quantiles = np.quantile(values, SHARES)
    low, high = quantiles[2], quantiles[4]
    lower, upper = low - 1.5 * (high - low), high + 1.5 * (high - low)
    # Few whole numbers have a bin each.
    is_whole = (values == values.round()).all() and np.ptp(values) < 24
    counts, _ = np.histogram(values, bins=np.arange(values.min() - 0.5, values.max() + 1) if is_whole else 24)
    return {
        "minimum": values.min(), "maximum": values.max(), "mean": math.fsum(values) / len(values),
        "deviation": float(np.std(values.astype(np.longdouble), ddof=1)), "quantiles": quantiles.tolist(),
        "below": int((values < lower).sum()), "above": int((values > upper).sum()), "histogram": counts.tolist(),
        "distinct": len(np.unique(values)),
    }


def pearson(first, second):
    both = first.notna() & second.notna()
    x, y = (np.array(values[both], np.longdouble) for values in (first, second))
    x, y = x - x.mean(), y - y.mean()
    found = float((x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum()))
    assert abs(found - first.corr(second)) < 1e-6
    return found


def bins(values):
    if values.dtype == float or values.dtype == int:
        present = values.notna().sum()
        found = ((values.rank(method="min") - 1) * 10 // present).astype("Int64")
    else:
        order = sorted(values.dropna().unique(), key=lambda value: (-(values == value).sum(), value))
        found = values.map({value: min(20, index) for index, value in enumerate(order)}).astype("Int64")
    return found.fillna(-1).astype(int)


def corrected(counts):
    n, (r, k) = counts.to_numpy().sum(), counts.shape
    square = stats.chi2_contingency(counts, correction=False).statistic / n
    square = max(0, square - (k - 1) * (r - 1) / (n - 1))
    return math.sqrt(square / min(k - (k - 1) ** 2 / (n - 1) - 1, r - (r - 1) ** 2 / (n - 1) - 1))


def ratio(groups, values):
    parts = [values[groups == group] for group in sorted(set(groups))]
    n, k = len(values), len(parts)
    f = stats.f_oneway(*parts).statistic
    explained = f * (k - 1) / (f * (k - 1) + n - k)
    return math.sqrt(max(0, 1 - (1 - explained) * (n - 1) / (n - k)))


def stability(groups, late):
    total = 0
    for group in sorted(set(groups)):
        before = max(0.5, ((groups == group) & ~late).sum()) / (~late).sum()
        after = max(0.5, ((groups == group) & late).sum()) / late.sum()
        total += (after - before) * math.log(after / before)
    return total


def main():
    frame = table()
    numbers = ["x", "y", "heavy", "ties", "offset", "gaps", "amount", "day", "moves"]
    pairs = []
    for first, second in itertools.combinations(numbers, 2):
        ranks = frame[[first, second]].rank()
        pairs.append({
            "first": first, "second": second, "rows": int(frame[[first, second]].notna().all(axis=1).sum()),
            "pearson": pearson(frame[first], frame[second]), "spearman": ranks[first].corr(ranks[second])})
        if frame[[first, second]].notna().all(axis=None):
            assert abs(stats.spearmanr(frame[first], frame[second]).statistic - pairs[-1]["spearman"]) < 1e-12
    categories = []
    for first, second in itertools.combinations(["colour", "initial", "late"], 2):
        counts = pd.crosstab(frame[first], frame[second])
        categories.append({
            "first": first, "second": second, "rows": int(counts.to_numpy().sum()),
            "cramers_v": stats.contingency.association(counts.to_numpy(), method="cramer")})
    others = [name for name in frame.columns if name not in ("late", "amount")]
    late = frame["day"] > np.quantile(frame["day"], 0.5, method="inverted_cdf")
    fixture = {
        "table": {name: [None if pd.isna(value) else value for value in frame[name].tolist()] for name in frame.columns},
        "numbers": {name: number(frame[name]) for name in numbers},
        "pairs": pairs, "categories": categories,
        "late": {name: corrected(pd.crosstab(bins(frame[name]), frame["late"])) for name in others},
        "amount": {name: ratio(bins(frame[name]), frame["amount"]) for name in others},
        "stability": {name: stability(bins(frame[name]), late) for name in frame.columns if name != "day"},
    }
    OUT.write_text(json.dumps(fixture, indent=None, separators=(",", ":"), allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
