"""Writes Tests/EvaluationTests/Fixtures/intervals.json: intervals, variances and quantiles by independent code.

Run by hand:  python3 -m venv venv && venv/bin/pip install scipy==1.17.1 numpy==2.4.6 scikit-learn==1.9.1
              venv/bin/python Tests/Oracles/intervals.py

- `bootstrap`: scipy.stats.bootstrap, percentile method, 5,000 resamples, of scikit-learn's metrics, and between which
  figures the bounds of 4,000 other resamples lie.
- `delong`: the variance of an area under the ROC curve by DeLong, DeLong and Clarke-Pearson (1988), and the
  covariance of two areas on the same rows, from the structural components as the paper defines them.
- `student`: scipy.stats.t and norm: the t for which a share `level` lies in -t...t.
"""

import json
import pathlib
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics

RESAMPLES = 5_000
OURS = 4_000
chance = np.random.default_rng(20_260_101)


def binary(rows, ties):
    score = chance.uniform(size=rows)
    if ties:
        score = np.round(score * 12) / 12
    other = np.clip(score + 0.3 * (chance.uniform(size=rows) - 0.5), 0, 1)
    truth = (chance.uniform(size=rows) < 0.15 + 0.7 * score).astype(float)
    return truth, score, other


def interval(truth, score, metric):
    def statistic(index):
        index = index.astype(int)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return metric(truth[index], score[index])

    found = stats.bootstrap(
        (np.arange(len(truth)),), statistic, n_resamples=RESAMPLES, vectorized=False, method="percentile",
        rng=np.random.default_rng(5))
    drawn = found.bootstrap_distribution
    # A 2.5 % point of OURS resamples and one of RESAMPLES are each off by chance: as a share of the resamples, by at
    # most so much in all but one of a million. What lies between these shares is where ours may be, steps and all.
    slack = 5 * np.sqrt(0.025 * 0.975 * (1 / OURS + 1 / RESAMPLES))
    edges = [float(np.quantile(drawn, 0.025 + sign * slack, method="lower" if sign < 0 else "higher"))
             for sign in (-1, 1)]
    edges += [float(np.quantile(drawn, 0.975 + sign * slack, method="lower" if sign < 0 else "higher"))
              for sign in (-1, 1)]
    return [found.confidence_interval.low, found.confidence_interval.high, *edges]


def components(truth, score):
    positive, negative = score[truth == 1], score[truth == 0]
    psi = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    return psi.mean(axis=1), psi.mean(axis=0)


def bootstrap_cases():
    cases = []
    tasks = {
        "binary": {
            "roc_auc": metrics.roc_auc_score,
            "average_precision": metrics.average_precision_score,
            "log_loss": lambda y, s: metrics.log_loss(y, s, labels=[0, 1]),
            "brier_score": metrics.brier_score_loss,
            "accuracy": lambda y, s: metrics.accuracy_score(y, s >= 0.5),
            "f1": lambda y, s: metrics.f1_score(y, s >= 0.5),
        },
        "regression": {
            "root_mean_squared_error": metrics.root_mean_squared_error,
            "mean_absolute_error": metrics.mean_absolute_error,
            "median_absolute_error": metrics.median_absolute_error,
            "r2": metrics.r2_score,
            "explained_variance": metrics.explained_variance_score,
        },
    }
    for rows, ties in [(60, False), (150, True)]:
        truth, score, _ = binary(rows, ties)
        score = np.clip(score, 0.01, 0.99)
        number = 3 + chance.normal(size=rows)
        guess = number + chance.standard_t(5, size=rows) * 0.4
        for task, y, s in [("binary", truth, score), ("regression", number, guess)]:
            found = {name: interval(y, s, metric) for name, metric in tasks[task].items()}
            cases.append({"task": task, "y": y.tolist(), "s": s.tolist(), "intervals": found})
    return cases


def delong_cases():
    cases = []
    for rows, ties in [(40, False), (90, True), (200, True)]:
        truth, score, other = binary(rows, ties)
        (own10, own01), (other10, other01) = components(truth, score), components(truth, other)
        covariance = np.cov(own10, other10) / len(own10) + np.cov(own01, other01) / len(own01)
        cases.append(
            {"y": truth.tolist(), "s": score.tolist(), "other": other.tolist(), "area": own10.mean(),
             "variance": covariance[0, 0], "difference_variance": covariance[0, 0] + covariance[1, 1]
             - 2 * covariance[0, 1]})
    return cases


def student_cases():
    cases = []
    for level in [0.5, 0.9, 0.95, 1 - 0.05 / 3, 0.999]:
        for degrees in [1, 2, 3, 4, 7, 12, 39, 40, 500, 9_999]:
            cases.append({"level": level, "degrees": degrees, "quantile": stats.t.ppf((1 + level) / 2, degrees)})
        cases.append({"level": level, "degrees": None, "quantile": stats.norm.ppf((1 + level) / 2)})
    return cases


fixture = {"bootstrap": bootstrap_cases(), "delong": delong_cases(), "student": student_cases()}
path = pathlib.Path(__file__).parents[1] / "EvaluationTests" / "Fixtures" / "intervals.json"
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
