"""Writes Tests/EvaluationTests/Fixtures/calibration.json: intervals, parts and errors of calibration by other code.

Run by hand:  python3 -m venv venv && venv/bin/pip install scipy==1.17.1 numpy==2.4.6 scikit-learn==1.9.1
              venv/bin/python Tests/Oracles/calibration.py

- `wilson`: scipy.stats.binomtest(...).proportion_ci(method="wilson").
- `folded`: scipy.stats.foldnorm.mean.
- `cases`: bins as in metrics_cases.py; the parts of the Brier score from their definitions, its value from
  scikit-learn; the debiased error from the folded normal; mean and percentiles of the calibration error of 20,000
  draws of labels, with the standard errors of the three (of percentiles by the density around them).
"""

import json
import pathlib

import numpy as np
from scipy import stats
from sklearn.metrics import brier_score_loss

OUT = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "calibration.json"
chance = np.random.default_rng(20_260_102)
DRAWS = 20_000


def place(scores, weights, bins=10):
    """The bin of each row: equal scores stay together (the rule of CalibrationBin)."""
    places, before, total = np.zeros(len(scores), int), 0.0, weights.sum()
    for score in np.unique(scores):
        own = weights[scores == score].sum()
        places[scores == score] = min(bins - 1, int((before + own / 2) / total * bins))
        before += own
    return places


def case(rows, ties, weighted, shift):
    scores = chance.uniform(size=rows) ** 2
    scores = np.round(scores, 1 if ties else 4)
    truth = (chance.uniform(size=rows) < np.clip(scores + shift, 0, 1)).astype(int)
    weights = np.round(chance.uniform(0.2, 3, rows), 2) if weighted else np.ones(rows)
    places = place(scores, weights)
    total, share = weights.sum(), np.average(truth, weights=weights)
    parts = dict(score=brier_score_loss(truth, scores, sample_weight=weights), reliability=0.0, resolution=0.0,
                 uncertainty=share * (1 - share), within_bins=0.0)
    debiased = 0.0
    for bin in np.unique(places):
        s, y, w = (values[places == bin] for values in (scores, truth, weights))
        predicted, seen = np.average(s, weights=w), np.average(y, weights=w)
        parts["reliability"] += w.sum() / total * (predicted - seen) ** 2
        parts["resolution"] += w.sum() / total * (seen - share) ** 2
        covariance = np.average((s - predicted) * (y - seen), weights=w)
        parts["within_bins"] += w.sum() / total * (np.average((s - predicted) ** 2, weights=w) - 2 * covariance)
        gap, spread = abs(predicted - seen), np.sqrt((w**2 * s * (1 - s)).sum()) / w.sum()
        bias = stats.foldnorm.mean(gap / spread, scale=spread) - gap if spread > 0 else 0
        debiased += w.sum() / total * (gap - bias)
    drawn = np.zeros(DRAWS)
    for bin in np.unique(places):
        s, w = scores[places == bin], weights[places == bin]
        labels = chance.uniform(size=(DRAWS, len(s))) < s
        drawn += w.sum() / total * np.abs(np.average(s, weights=w) - labels @ w / w.sum())

    def percentile(q):
        low, high = np.quantile(drawn, [max(0, q - 0.01), q + 0.01])
        return [float(np.quantile(drawn, q)), float((high - low) / 0.02 * np.sqrt(q * (1 - q)))]

    return dict(
        s=scores.tolist(), y="".join(map(str, truth)), w=weights.tolist() if weighted else None,
        brier={k: float(v) for k, v in parts.items()}, debiased=float(max(0, debiased)),
        # Each with its standard deviation for one draw.
        mean=[float(drawn.mean()), float(drawn.std())], lower=percentile(0.025), upper=percentile(0.975))


wilson = []
for count, successes in [(1, 0), (1, 1), (5, 0), (10, 3), (40, 40), (100, 1), (1_000, 37), (65_469, 15_000)]:
    found = stats.binomtest(successes, count).proportion_ci(method="wilson")
    wilson.append([successes / count, count, found.low, found.high])
folded = [[m, s, float(stats.foldnorm.mean(m / s, scale=s))] for m in (0, 0.01, 0.1, 0.5) for s in (0.003, 0.1, 1)]
cases = [case(rows, ties, weighted, shift)
         for rows, ties, weighted, shift in [(200, False, False, 0), (200, True, False, 0.1), (150, False, True, 0.05),
                                             (120, True, True, -0.1), (25, False, False, 0), (500, False, False, 0.2)]]
OUT.write_text(json.dumps(dict(wilson=wilson, folded=folded, cases=cases, draws=DRAWS), separators=(",", ":")) + "\n")
print(OUT.stat().st_size, "bytes")
