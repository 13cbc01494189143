"""Writes Tests/EvaluationTests/Fixtures/sliceline.json: slices and their scores by the sliceline package.

Run by hand:  python3 -m venv venv && venv/bin/pip install sliceline==0.3.0 scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/slices.py

Levels are whole numbers from 0 on; errors are 0 or 1, or sizes. `slices` are `top_slices_` with their statistics, by score,
equals by their levels: the level of each column, -1 where the slice says nothing of it.
"""

import json
import pathlib
import warnings

import numpy as np
from sliceline.slicefinder import Slicefinder

FIXTURE = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "sliceline.json"
CASES = [
    # rows, levels of each column, alpha, k, predicates, least rows, sizes instead of 0 and 1
    (200, [2, 3, 4], 0.9, 5, 1, 10, False),
    (400, [2, 3, 4, 5], 0.9, 8, 2, 10, False),
    (600, [3, 3, 4, 6], 0.95, 12, 3, 6, False),
    (600, [3, 3, 4, 6], 0.95, 12, 3, 6, True),
    (400, [2, 3, 4, 5], 0.6, 8, 3, 10, False),
    (500, [2, 2, 2, 7, 5], 0.99, 20, 3, 5, True),
    (300, [4, 4, 4], 0.95, 4, 2, 12, True),
    (800, [10, 10, 3], 0.98, 15, 3, 8, False),
]


def case(number, rows, levels, alpha, k, depth, least, sizes):
    chance = np.random.default_rng(number)
    codes = np.column_stack([chance.integers(0, n, rows) for n in levels])
    weak = (codes[:, 0] == 1) & (codes[:, 1] == 0)
    if sizes:
        errors = np.round(chance.gamma(1.5, 1, rows) * np.where(weak, 2.5, 1), 6)
    else:
        errors = (chance.random(rows) < np.where(weak, 0.5, 0.15)).astype(float)
    finder = Slicefinder(alpha=alpha, k=k, max_l=depth, min_sup=least, verbose=False)
    finder.fit(codes, errors)
    slices = [
        {
            "levels": [-1 if level is None else int(level) for level in top],
            "score": float(statistics["slice_score"]),
            "size": int(statistics["slice_size"]),
            "loss": float(statistics["sum_slice_error"]),
        }
        for top, statistics in zip(finder.top_slices_, finder.top_slices_statistics_)
    ]
    return {
        "levels": levels, "alpha": alpha, "k": k, "depth": depth, "least": least,
        "codes": codes.T.tolist(), "errors": errors.tolist(), "slices": slices,
    }


def main():
    warnings.simplefilter("ignore")
    cases = [case(number, *parameters) for number, parameters in enumerate(CASES)]
    FIXTURE.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
    for each in cases:
        print(len(each["slices"]), each["slices"][:1])


if __name__ == "__main__":
    main()
