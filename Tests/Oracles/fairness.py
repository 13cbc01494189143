"""Writes Tests/EvaluationTests/Fixtures/fairness.json: groups and their distances by Fairlearn's MetricFrame.

Run by hand:  python3 -m venv venv && venv/bin/pip install fairlearn==0.15.0 scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/fairness.py

Of each case `scores`, `labels`, `groups` and, where rows weigh differently, `weights`; `by_group` and `overall` are those of
a MetricFrame, `measures` those of the functions of their names. Scores are 0 or 1 from a threshold of 0.5 on.
"""

import json
import pathlib
import warnings

import numpy as np
from fairlearn.metrics import (
    MetricFrame, demographic_parity_difference, demographic_parity_ratio, equal_opportunity_difference,
    equal_opportunity_ratio, equalized_odds_difference, equalized_odds_ratio, false_positive_rate, mean_prediction,
    selection_rate, true_positive_rate)
from sklearn.metrics import accuracy_score, mean_absolute_error, precision_score

FIXTURE = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "fairness.json"


def frame(metrics, labels, predicted, groups, weights):
    parameters = {} if weights is None else {name: {"sample_weight": weights} for name in metrics}
    made = MetricFrame(
        metrics=metrics, y_true=labels, y_pred=predicted, sensitive_features=groups, sample_params=parameters)
    by_group = {str(name): {k: float(v) for k, v in row.items()} for name, row in made.by_group.to_dict("index").items()}
    return made, by_group, {k: float(v) for k, v in made.overall.items()}


def binary(seed, rows, sizes, weighted):
    chance = np.random.default_rng(seed)
    names = [f"g{i}" for i in range(len(sizes))]
    groups = chance.choice(names, rows, p=sizes)
    shift = np.array([0.12 * names.index(g) for g in groups])
    scores = np.round(np.clip(chance.beta(2, 3, rows) + shift, 0, 1), 4)
    labels = (chance.random(rows) < np.clip(scores * 0.8 + 0.1, 0, 1)).astype(int)
    weights = np.round(chance.gamma(2, 1, rows), 3) if weighted else None
    predicted = (scores >= 0.5).astype(int)
    metrics = {
        "selection_rate": selection_rate, "true_positive_rate": true_positive_rate,
        "false_positive_rate": false_positive_rate, "accuracy": accuracy_score, "precision": precision_score,
    }
    _, by_group, overall = frame(metrics, labels, predicted, groups, weights)
    functions = [
        demographic_parity_difference, demographic_parity_ratio, equalized_odds_difference, equalized_odds_ratio,
        equal_opportunity_difference, equal_opportunity_ratio]
    measures = {
        f.__name__: float(f(labels, predicted, sensitive_features=groups, sample_weight=weights)) for f in functions}
    made, _, _ = frame({"accuracy": accuracy_score}, labels, predicted, groups, weights)
    measures["accuracy_difference"] = float(made.difference()["accuracy"])
    measures["accuracy_ratio"] = float(made.ratio()["accuracy"])
    return case("binary", scores, labels, groups, weights, by_group, overall, measures)


def regression(seed, rows):
    chance = np.random.default_rng(seed)
    groups = chance.choice(["a", "b", "c"], rows, p=[0.5, 0.3, 0.2])
    labels = np.round(chance.normal(10, 3, rows), 4)
    scores = np.round(labels + chance.normal(0, 1, rows) * np.where(groups == "c", 2, 1), 4)
    made, by_group, overall = frame(
        {"mean_prediction": mean_prediction, "mean_absolute_error": mean_absolute_error}, labels, scores, groups, None)
    measures = {
        "mean_prediction_difference": float(made.difference()["mean_prediction"]),
        "mean_absolute_error_difference": float(made.difference()["mean_absolute_error"]),
        "mean_absolute_error_ratio": float(made.ratio()["mean_absolute_error"]),
    }
    return case("regression", scores, labels, groups, None, by_group, overall, measures)


def case(task, scores, labels, groups, weights, by_group, overall, measures):
    return {
        "task": task, "scores": scores.tolist(), "labels": labels.tolist(), "groups": groups.tolist(),
        "weights": None if weights is None else weights.tolist(), "by_group": by_group, "overall": overall,
        "measures": measures,
    }


def main():
    warnings.simplefilter("ignore")
    cases = [
        binary(1, 600, [0.5, 0.5], False), binary(2, 900, [0.4, 0.3, 0.3], False),
        binary(3, 900, [0.4, 0.3, 0.3], True), regression(4, 800),
    ]
    FIXTURE.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
    for each in cases:
        print(each["measures"])


if __name__ == "__main__":
    main()
