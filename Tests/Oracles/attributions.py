"""What LightGBM's pred_contrib says of rows, as fixtures for ScoringTests.

Run by hand:  OMP_WAIT_POLICY=passive python attributions.py ../ScoringTests/Fixtures
Pinned:       lightgbm==4.7.0 numpy==2.4.6

The models and rows are those of trees.json, every few rows of it, and models whose paths ask many columns, or the same
columns again and again. Contributions stand as LightGBM gives them: for each row and output one a column, then the
expected score. NaN is written as null.
"""

import json
import sys
from pathlib import Path

import lightgbm
import numpy as np


def contributions(booster, rows):
    return [float(v) for v in np.asarray(booster.predict(rows, pred_contrib=True, num_threads=1)).ravel()]


def written(rows):
    return [None if np.isnan(v) else float(v) for v in rows.ravel()]


def known(case, every=6):
    values = np.array([np.nan if v is None else v for v in case["values"]]).reshape(case["rows"], case["columns"])
    rows = values[::every]
    booster = lightgbm.Booster(model_str=case["text"])
    return dict(
        name=case["name"], task=case["task"], text=None, columns=case["columns"], rows=len(rows),
        values=written(rows), contributions=contributions(booster, rows),
    )


def fitted(name, columns, seed, rows=4000, **parameters):
    random = np.random.default_rng(seed)
    x = random.normal(size=(rows, columns)).round(4)
    label = x[:, 0] + x[:, 1 % columns] * x[:, -1] + np.sin(3 * x[:, 0]) + np.abs(x).sum(axis=1) / 5 + random.normal(size=rows) / 4
    settings = dict(
        objective="regression", verbosity=-1, num_threads=1, seed=seed, deterministic=True, force_col_wise=True,
        learning_rate=0.3, min_data_in_leaf=1, **parameters,
    )
    booster = lightgbm.train(settings, lightgbm.Dataset(x, label, params=settings), 3)
    probe = x[:12]
    return dict(
        name=name, task="regression", text=booster.model_to_string(), columns=columns, rows=len(probe),
        values=written(probe), contributions=contributions(booster, probe),
    )


def main(folder):
    cases = [known(case) for case in json.loads((Path(folder) / "trees.json").read_text())["cases"]]
    cases += [
        fitted("many columns on a path", 24, 11, num_leaves=63, feature_fraction_bynode=0.2),
        fitted("the same columns again", 2, 12, num_leaves=63),
        fitted("one column", 1, 13, num_leaves=31),
    ]
    path = Path(folder) / "attributions.json"
    path.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    print(path, path.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1])
