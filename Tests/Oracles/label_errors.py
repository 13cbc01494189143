"""Writes Tests/EvaluationTests/Fixtures/label_errors.json: suspected label errors by cleanlab, on planted ones; and
tables of the same data for Tests/EndToEndTests/Fixtures/LabelErrors.

Run by hand:  python3 -m venv venv && venv/bin/pip install cleanlab==2.9.0 scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/label_errors.py

One label in twenty is changed to another class, at random. Probabilities are out of fold (five folds, a logistic
regression on scaled columns), rounded to five digits before cleanlab sees them. Of each set of data:

- `labels` (as given), `flipped` (the rows that were changed), `probabilities`;
- `thresholds`: the mean probability of a class among rows that bear it, which is cleanlab's threshold;
- `quality`: get_label_quality_scores(..., method="normalized_margin"), of every row;
- `suspected`: find_label_issues(..., filter_by="confident_learning"), lowest quality first;
- `precision`: the share of flipped rows among as many rows of lowest quality.
"""

import csv
import json
import pathlib

import numpy as np
from cleanlab.filter import find_label_issues
from cleanlab.internal.util import TINY_VALUE
from cleanlab.rank import get_label_quality_scores
from sklearn import datasets
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

TESTS = pathlib.Path(__file__).resolve().parents[1]
FIXTURE = TESTS / "EvaluationTests" / "Fixtures" / "label_errors.json"
TABLES = TESTS / "EndToEndTests" / "Fixtures" / "LabelErrors"
SHARE = 0.05


def flipped(labels, chance):
    rows = np.sort(chance.choice(len(labels), round(SHARE * len(labels)), replace=False))
    classes = labels.max() + 1
    given = labels.copy()
    given[rows] = (labels[rows] + chance.integers(1, classes, len(rows))) % classes
    return given, rows


def case(name, chance):
    data = getattr(datasets, f"load_{name}")()
    given, rows = flipped(data.target, chance)
    write_table(name, data, given)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=5000))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    probabilities = np.round(cross_val_predict(model, data.data, given, cv=folds, method="predict_proba"), 5)
    if probabilities.shape[1] == 2:
        probabilities[:, 0] = np.round(1 - probabilities[:, 1], 5)
    quality = get_label_quality_scores(given, probabilities, method="normalized_margin")
    suspected = find_label_issues(
        given, probabilities, filter_by="confident_learning", return_indices_ranked_by="normalized_margin", n_jobs=1)
    lowest = np.argsort(quality, kind="stable")[: len(rows)]
    thresholds = [max(probabilities[given == k, k].mean(), TINY_VALUE) for k in range(probabilities.shape[1])]
    return {
        "name": name,
        "labels": given.tolist(),
        "flipped": rows.tolist(),
        "probabilities": [[0 if p == 0 else float(p) for p in row] for row in probabilities],
        "thresholds": thresholds,
        "quality": np.round(quality, 9).tolist(),
        "suspected": suspected.tolist(),
        "precision": float(np.isin(lowest, rows).mean()),
    }


def write_table(name, data, given):
    TABLES.mkdir(parents=True, exist_ok=True)
    with open(TABLES / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", *[f"x{column}" for column in range(data.data.shape[1])], "class"])
        for row, (values, label) in enumerate(zip(data.data, given)):
            writer.writerow([row, *[f"{value:g}" for value in values], f"class {label}"])


def main():
    chance = np.random.default_rng(20_261_128)
    cases = [case(name, chance) for name in ["breast_cancer", "digits", "wine"]]
    FIXTURE.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    for each in cases:
        print(each["name"], len(each["flipped"]), len(each["suspected"]), round(each["precision"], 3))


if __name__ == "__main__":
    main()
