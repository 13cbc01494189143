"""Writes Tests/EvaluationTests/Fixtures/more_metrics.json: what scikit-learn says of the metrics that are asked for.

Run by hand:  python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/more_metrics.py

It prints 20,000 cases to standard output where it is given an argument. The cases come from whole numbers of a generator that Tests/EvaluationTests/GeneratedCases.swift has too, so the fixture
holds figures alone: of case 0, 1, … in turn. All inputs are exact in binary. A figure is `null` where scikit-learn
raises, or warns that it is not defined, and where all labels are the same, of which a share explained says nothing.
Rows of weight 0 are left out before scikit-learn is asked. Where scikit-learn has no such metric, no weights for it or
no queries of different lengths, the figure is computed here from the definition, by scikit-learn's own functions where
it has them. The weight of a query is the mean of its rows' weights.
"""

import concurrent.futures
import json
import math
import pathlib
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

assert sklearn.__version__ == "1.9.1", sklearn.__version__
OUT = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "more_metrics.json"
MASK = (1 << 64) - 1


class Draws:
    """SplitMix64, seeded by the case."""

    def __init__(self, case):
        self.state = (case * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D) & MASK

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        return (z >> 11) % bound

    def of(self, values):
        return values[self.below(len(values))]


def weights(d, n):
    kind = d.below(4)
    if kind < 2:
        return None
    if kind == 2:
        return np.array([float(1 + d.below(4)) for _ in range(n)])
    w = np.array([d.below(9) / 4 for _ in range(n)])
    w[d.below(n)] = 1.0
    return w


SIZES = [1, 2, 3, 5, 8, 13, 20, 30]


def probabilities(d, y):
    kind = d.below(4)
    if kind == 0:
        return np.array([d.below(9) / 8 for _ in y])
    if kind == 1:
        value = d.below(9) / 8
        return np.array([value for _ in y])
    if kind == 2:
        return np.array([d.below(1025) / 1024 for _ in y])
    return np.array([(label * 400 + d.below(625)) / 1024 for label in y])


def binary_labels(d, n):
    rate = d.of([0, 1, 3, 8, 15, 16])
    return np.array([int(d.below(16) < rate) for _ in range(n)])


def binary_case(d):
    n = d.of(SIZES)
    y = binary_labels(d, n)
    s = probabilities(d, y)
    return y, s, weights(d, n), d.of([0.5, 0.25, 0.125, 0, 1]), d.of([0.5, 1, 2, 3])


def multiclass_case(d):
    n = d.of(SIZES)
    classes = 2 + d.below(5)
    kind = d.below(3)
    bound = 1 + d.below(classes) if kind == 0 else classes
    y = np.array([row if kind == 2 and row < classes else d.below(bound) for row in range(n)])
    kind = d.below(3)
    s = np.zeros((n, classes))
    for row in range(n):
        if kind == 0:
            for _ in range(16):
                s[row, d.below(classes)] += 1 / 16
        elif kind == 1:
            rest = 4096
            for index in range(classes - 1):
                part = d.below(rest + 1)
                s[row, index] = part / 4096
                rest -= part
            s[row, classes - 1] = rest / 4096
        else:
            s[row, d.below(classes)] = 1
    return y, s, weights(d, n), classes, d.of([0.5, 1, 2, 3]), 1 + d.below(3)


def regression_case(d):
    n = d.of(SIZES)
    scale = 2.0 ** d.of([0, 0, 0, 20, -20])
    kind = d.below(5)
    if kind == 0:
        y = [float(d.below(5)) for _ in range(n)]
    elif kind == 1:
        y = [(d.below(2001) - 1000) / 64 for _ in range(n)]
    elif kind == 2:
        y = [3.25 for _ in range(n)]
    else:
        y = [(1 + d.below(2000)) / 64 for _ in range(n)]
    kind = d.below(4)
    if kind == 0:
        s = [value + (d.below(257) - 128) / 64 for value in y]
    elif kind == 1:
        s = [2.5 for _ in y]
    else:
        s = [(1 + d.below(2000)) / 64 for _ in y]
    power, quantile = d.of([1.5, 0, 1, 2, 3, -1, 1.25, 1.75]), d.of([0.5, 0.25, 0.75, 0.125, 0.9])
    return np.array(y) * scale, np.array(s) * scale, weights(d, n), power, quantile


def query_case(d, graded):
    n = d.of(SIZES)
    queries = 1 + d.below(5)
    q = np.array([d.below(queries) for _ in range(n)])
    if graded:
        lowest = d.of([0, 0, 0, -1])
        y = np.array([float(d.below(4) + lowest) for _ in range(n)])
    else:
        y = binary_labels(d, n)
    s = np.array([d.below(5) / 4 for _ in y]) if d.below(2) == 0 else np.array([d.below(1025) / 1024 for _ in y])
    return y, s, weights(d, n), q, d.of([None, 1, 2, 3, 5])


def ask(function, *args, **kwargs):
    """The number, or None where scikit-learn warns or refuses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", category=m._classification.UndefinedMetricWarning)
        try:
            value = float(function(*args, **kwargs))
        except (ValueError, m._classification.UndefinedMetricWarning):
            return None
    return value if math.isfinite(value) else None


def averages(y, p, k, labels):
    figures = {}
    for name, function in [("f1", m.f1_score), ("precision", m.precision_score), ("recall", m.recall_score),
                           ("jaccard", m.jaccard_score)]:
        for average in ["macro", "micro", "weighted"]:
            figures[f"{name}_{average}"] = ask(function, y, p, average=average, **k)
    return figures


def binary(y, s, w, threshold, beta):
    p = (s >= threshold).astype(int)
    k = dict(sample_weight=w)
    varies = len(np.unique(y)) > 1
    with warnings.catch_warnings():
        # Of the two, one may be defined where the other warns.
        warnings.simplefilter("ignore")
        try:
            ratios = [v if math.isfinite(v) else None for v in m.class_likelihood_ratios(y, p, labels=[0, 1], **k)]
        except ValueError:
            ratios = [None, None]
    return {
        "fbeta": ask(m.fbeta_score, y, p, beta=beta, **k),
        "fbeta_macro": ask(m.fbeta_score, y, p, beta=beta, average="macro", **k),
        "jaccard": ask(m.jaccard_score, y, p, **k),
        "cohen_kappa": ask(m.cohen_kappa_score, y, p, labels=[0, 1], **k),
        "positive_likelihood_ratio": None if ratios[0] is None else float(ratios[0]),
        "negative_likelihood_ratio": None if ratios[1] is None else float(ratios[1]),
        **averages(y, p, k, [0, 1]),
        "d2_log_loss_score": ask(m.d2_log_loss_score, y, s, labels=[0, 1], **k) if varies else None,
        "d2_brier_score": ask(m.d2_brier_score, y, s, labels=[0, 1], **k) if varies else None,
    }


def areas(y, s, w, classes):
    """One-vs-rest by class, and one-vs-one by pair with the weight of the pair."""
    total = np.ones(len(y)) if w is None else w
    rest = [ask(m.roc_auc_score, y == own, s[:, own], sample_weight=w) for own in range(classes)]
    rows = [total[y == own].sum() for own in range(classes)]
    if None in rest:
        return None, None
    pairs, shares = [], []
    for a in range(classes):
        for b in range(classes):
            if a != b:
                both = (y == a) | (y == b)
                pairs.append(m.roc_auc_score((y == a)[both], s[both, a], sample_weight=None if w is None else w[both]))
                shares.append(rows[a] + rows[b])
    return float(np.average(rest, weights=rows)), float(np.average(pairs, weights=shares))


def multiclass(y, s, w, classes, beta, top):
    p = s.argmax(axis=1)
    k = dict(sample_weight=w)
    labels = list(range(classes))
    present = len(np.unique(y))
    ovr, ovo = areas(y, s, w, classes) if present == classes else (None, None)
    if present == classes > 2:
        ovr = ask(m.roc_auc_score, y, s, multi_class="ovr", average="weighted", **k)
        ovo = ovo if w is not None else ask(m.roc_auc_score, y, s, multi_class="ovo", average="weighted")
    hot = np.eye(classes)[y]
    return {
        "fbeta_macro": ask(m.fbeta_score, y, p, beta=beta, average="macro", **k),
        "cohen_kappa": ask(m.cohen_kappa_score, y, p, labels=labels, **k),
        "cohen_kappa_linear": ask(m.cohen_kappa_score, y, p, labels=labels, weights="linear", **k),
        "cohen_kappa_quadratic": ask(m.cohen_kappa_score, y, p, labels=labels, weights="quadratic", **k),
        **averages(y, p, k, labels),
        "roc_auc_ovr_weighted": ovr,
        "roc_auc_ovo_weighted": ovo,
        "d2_log_loss_score": ask(m.d2_log_loss_score, y, s, labels=labels, **k) if present > 1 else None,
        "d2_brier_score": ask(m.d2_brier_score, y, s, labels=labels, **k) if present > 1 else None,
        "label_ranking_average_precision": ask(m.label_ranking_average_precision_score, hot, s, **k),
        "label_ranking_loss": ask(m.label_ranking_loss, hot, s, **k),
        "coverage_error": ask(m.coverage_error, hot, s, **k),
        "top_k_accuracy": ask(m.top_k_accuracy_score, y, s, k=top, labels=labels, **k) if classes > 2 else
            (None if top >= classes else ask(lambda: np.average((y == p2(s)), weights=w))),
    }


def p2(s):
    """The likelier of two classes, the later one of equals, as scikit-learn's top-k has it."""
    return np.array([1 if row[1] >= row[0] else 0 for row in s])


def regression(y, s, w, power, quantile):
    k = dict(sample_weight=w)
    varies = len(np.unique(y)) > 1
    return {
        "mean_squared_error": ask(m.mean_squared_error, y, s, **k),
        "mean_squared_log_error": ask(m.mean_squared_log_error, y, s, **k),
        "root_mean_squared_log_error": ask(m.root_mean_squared_log_error, y, s, **k),
        "mean_pinball_loss": ask(m.mean_pinball_loss, y, s, alpha=quantile, **k),
        "mean_poisson_deviance": ask(m.mean_poisson_deviance, y, s, **k),
        "mean_gamma_deviance": ask(m.mean_gamma_deviance, y, s, **k),
        "mean_tweedie_deviance": ask(m.mean_tweedie_deviance, y, s, power=power, **k),
        "d2_absolute_error_score": ask(m.d2_absolute_error_score, y, s, **k) if varies else None,
        "d2_pinball_score": ask(m.d2_pinball_score, y, s, alpha=quantile, **k) if varies else None,
        "d2_tweedie_score": ask(m.d2_tweedie_score, y, s, power=power, **k) if varies else None,
    }


def found(y, s, k):
    """Relevant rows among the first k, equal scores being in any order."""
    total, place = 0.0, 0
    for score in sorted(set(s), reverse=True):
        own = y[s == score]
        total += own.sum() * max(0, min(len(own), k - place)) / len(own)
        place += len(own)
    return total


def reciprocal_rank(y, s):
    above = 0
    for score in sorted(set(s), reverse=True):
        own = y[s == score]
        rows, relevant = len(own), int(own.sum())
        if relevant:
            return sum(math.comb(rows - j, relevant - 1) / math.comb(rows, relevant) / (above + j)
                       for j in range(1, rows - relevant + 2))
        above += rows


def by_query(y, s, w, q, k, graded):
    w = np.ones(len(y)) if w is None else w
    at = k or 10

    def mean(value, fits=lambda y: True):
        values, shares = [], []
        for query in np.unique(q):
            rows = q == query
            if not fits(y[rows]):
                continue
            values.append(value(y[rows], s[rows]))
            shares.append(w[rows].mean())
        return None if not values or None in values else float(np.average(values, weights=shares))

    relevant = lambda y: y.sum() > 0
    figures = {
        "ndcg": None if (y < 0).any() else mean(lambda y, s: ask(m.ndcg_score, [y], [s], k=k), lambda y: len(y) > 1),
        "dcg": mean(lambda y, s: ask(m.dcg_score, [y] , [s], k=k) if len(y) > 1 else float(y[0])),
    }
    if not graded:
        figures |= {
            "mean_average_precision": mean(lambda y, s: ask(m.average_precision_score, y, s), relevant),
            "mean_reciprocal_rank": mean(reciprocal_rank, relevant),
            "precision_at_k": mean(lambda y, s: found(y, s, at) / at),
            "recall_at_k": mean(lambda y, s: found(y, s, at) / y.sum(), relevant),
            "lift_at_k": mean(lambda y, s: found(y, s, at) / min(at, len(y)) / y.mean(), relevant),
        }
    return figures


def present(w, *columns):
    """The rows with a weight."""
    if w is None:
        return (*columns, None)
    return (*(column[w > 0] for column in columns), w[w > 0])


def figures(case):
    d = Draws(case)
    kind = case % 5
    if kind == 0:
        y, s, w, threshold, beta = binary_case(d)
        y, s, w = present(w, y, s)
        return "binary", binary(y, s, w, threshold, beta)
    if kind == 1:
        y, s, w, classes, beta, top = multiclass_case(d)
        y, s, w = present(w, y, s)
        return "multiclass", multiclass(y, s, w, classes, beta, top)
    if kind == 2:
        y, s, w, power, quantile = regression_case(d)
        y, s, w = present(w, y, s)
        return "regression", regression(y, s, w, power, quantile)
    y, s, w, q, k = query_case(d, graded=kind == 4)
    y, s, q, w = present(w, y, s, q)
    return ["relevance", "grades"][kind - 3], by_query(y, s, w, q, k, graded=kind == 4)


def row(case):
    """The kind of a case with the names of its figures, and the figures."""
    kind, found_figures = figures(case)
    return kind, list(found_figures), [None if v is None else float(f"{v:.17g}") for v in found_figures.values()]


def document(cases):
    names, rows = {}, []
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for kind, own, values in pool.map(row, range(cases), chunksize=250):
            assert names.setdefault(kind, own) == own
            rows.append(values)
    text = ",\n".join(json.dumps(values, separators=(",", ":"), allow_nan=False) for values in rows)
    return '{"names":%s,\n"cases":[\n%s\n]}\n' % (json.dumps(names, separators=(",", ":")), text), rows


if __name__ == "__main__":
    sklearn.set_config(assume_finite=True, skip_parameter_validation=True)
    if len(sys.argv) > 1:
        # For a test that asks for all: the document goes to standard output, and the folder named is left alone.
        print(document(20_000)[0])
    else:
        text, rows = document(1_000)
        OUT.write_text(text)
        undefined = sum(v is None for values in rows for v in values)
        print(len(rows), "cases,", undefined, "undefined of", sum(map(len, rows)), "figures,", len(text), "bytes")
