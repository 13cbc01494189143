"""What LightGBM's Python package makes and predicts, as fixtures for ScoringTests.

Run by hand:  OMP_WAIT_POLICY=passive python trees.py ../ScoringTests/Fixtures
Pinned:       lightgbm==4.7.0 numpy==2.4.6

Each case holds a model's text form, rows, and LightGBM's raw scores and predictions for them. Rows are training rows,
rows with missing values and categories that training did not see, and, for every numeric threshold, the threshold and
its two neighbours. NaN is written as null.
"""

import json
import sys
from pathlib import Path

import lightgbm
import numpy as np


def features(random, rows, categories):
    """Two numbers, one with many zeros, one with missing values, and two categories with missing codes."""
    x = np.column_stack(
        [
            random.normal(size=rows),
            random.exponential(size=rows) * 1e3,
            np.where(random.random(rows) < 0.6, 0.0, random.normal(size=rows)),
            np.where(random.random(rows) < 0.2, np.nan, random.normal(size=rows)),
            random.integers(0, 4, rows),
            np.where(random.random(rows) < 0.1, np.nan, random.integers(0, 90, rows)),
        ]
    )
    return x if categories else x[:, :4]


def signal(x, random):
    score = x[:, 0] + (x[:, 2] == 0) - np.nan_to_num(x[:, 3], nan=1.5) + np.log1p(x[:, 1]) / 4
    if x.shape[1] > 4:
        score += 1.5 * (x[:, 4] == 2) + 1.2 * (np.nan_to_num(x[:, 5], nan=7) % 3 == 1)
    return score + 0.5 * random.normal(size=len(x))


def case(name, task, seed, rows=900, rounds=6, categories=True, missing=True, **parameters):
    random = np.random.default_rng(seed)
    x = features(random, rows, categories)
    if not missing:
        x = np.nan_to_num(x, nan=0.25 if not categories else 1.0)
    score = signal(x, random)
    label = {
        "binary": (score > np.median(score)).astype(float),
        "multiclass": np.digitize(score, np.quantile(score, [0.3, 0.7])).astype(float),
        "regression": np.exp(score),
    }[task]
    settings = dict(
        objective=task, verbosity=-1, num_threads=1, seed=seed, deterministic=True, force_col_wise=True, num_leaves=15,
        min_data_per_group=5, cat_smooth=1, learning_rate=0.2, **({"num_class": 3} if task == "multiclass" else {}),
    )
    settings.update(parameters)
    names = [4, 5] if categories else []
    data = lightgbm.Dataset(x, label, categorical_feature=names, params=settings, free_raw_data=False)
    booster = lightgbm.train(settings, data, rounds)
    probe = [x[:60]]
    model = booster.dump_model()
    base = x[60:61].copy()

    def nodes(tree):
        if "split_feature" in tree:
            yield tree
            yield from nodes(tree["left_child"])
            yield from nodes(tree["right_child"])

    numeric = sorted(
        {
            (node["split_feature"], node["threshold"])
            for info in model["tree_info"]
            for node in nodes(info["tree_structure"])
            if node["decision_type"] == "<="
        }
    )
    for feature, threshold in numeric[:: max(1, len(numeric) // 40)]:
        for value in (np.nextafter(threshold, -np.inf), threshold, np.nextafter(threshold, np.inf)):
            row = base.copy()
            row[0, feature] = value
            probe.append(row)
    odd = [np.nan, 0.0, -0.0, 1e-36, -1e-36, 1.00000001800250948e-35, 2e-35, -2e-35, 1e300, -1e300]
    for feature in range(x.shape[1]):
        values = odd if feature < 4 else [np.nan, -1.0, -0.5, 0.0, 2.5, 89.0, 90.0, 95.0, 96.0, 1000.0, 2.0**31 - 1]
        for value in values:
            row = base.copy()
            row[0, feature] = value
            probe.append(row)
    probe.append(np.full_like(base, np.nan))
    probe = np.vstack(probe)
    raw = booster.predict(probe, raw_score=True, num_threads=1)
    prediction = booster.predict(probe, num_threads=1)
    text = booster.model_to_string()
    return dict(
        name=name, task=task, columns=x.shape[1], rows=len(probe), text=text,
        values=[None if np.isnan(v) else float(v) for v in probe.ravel()],
        raw=[float(v) for v in np.asarray(raw).ravel()], predictions=[float(v) for v in np.asarray(prediction).ravel()],
    )


def main(folder):
    cases = [
        case("binary", "binary", 1),
        case("multiclass", "multiclass", 2, rounds=3),
        case("log-normal regression", "regression", 3),
        case("without missing values", "binary", 4, missing=False, rounds=4),
        case("zero as missing", "regression", 5, zero_as_missing=True, categories=False),
        case("missing not used", "binary", 6, use_missing=False, rounds=4),
        case("one-hot categories", "binary", 7, max_cat_to_onehot=100, rounds=4),
        case("nothing to split", "regression", 8, rows=80, rounds=2, min_data_in_leaf=70),
        case("stumps", "binary", 9, num_leaves=2, rounds=5),
    ]
    path = Path(folder) / "trees.json"
    path.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    print(path, path.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1])
