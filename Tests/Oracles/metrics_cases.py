"""Writes Tests/EvaluationTests/Fixtures/metrics.json: what scikit-learn says of 2,400 cases of 1 to 200 rows.

Run by hand:  python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/metrics_cases.py

A metric is `null` where scikit-learn raises, or answers with a warning that it is not defined. Where scikit-learn
has no such metric, or no weights for it, it is computed here from scikit-learn's curves or from the definition.
Rows of weight 0 are left out before scikit-learn is asked, since they count as absent. Inputs are written so that they
read back to the same bits, figures with 16 digits. Classes stand as one text of digits, figures in the order of
`names`. `refused` holds inputs that scikit-learn's probability or error metrics raise for.
"""

import json
import math
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

assert sklearn.__version__ == "1.9.1", sklearn.__version__
random = np.random.default_rng(20260101)
OUT = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "metrics.json"


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


def ece(y, s, w, bins=10):
    """Ten bins of equal weight; equal scores stay together (the rule of CalibrationBin)."""
    w = np.ones(len(y)) if w is None else w
    total, before, sums = w.sum(), 0.0, {}
    for score in np.unique(s):
        own = w[s == score].sum()
        if own == 0:
            continue
        place = min(bins - 1, int((before + own / 2) / total * bins))
        before += own
        part = sums.setdefault(place, [0.0, 0.0, 0.0])
        part[0] += own
        part[1] += own * score
        part[2] += w[(s == score) & (y == 1)].sum()
    return sum(p[0] * abs(p[1] / p[0] - p[2] / p[0]) for p in sums.values()) / total


def binary(y, s, w, threshold):
    p = (s >= threshold).astype(int)
    k = dict(sample_weight=w)
    auc = ask(m.roc_auc_score, y, s, **k)
    curve = m.roc_curve(y, s, drop_intermediate=False, **k) if auc is not None else None
    return {
        "roc_auc": auc,
        "average_precision": ask(m.average_precision_score, y, s, **k) if y.any() else None,
        "log_loss": ask(m.log_loss, y, s, labels=[0, 1], **k),
        "brier_score": ask(m.brier_score_loss, y, s, **k),
        "accuracy": ask(m.accuracy_score, y, p, **k),
        "balanced_accuracy": ask(m.balanced_accuracy_score, y, p, **k),
        "f1": ask(m.f1_score, y, p, **k),
        "precision": ask(m.precision_score, y, p, **k),
        "recall": ask(m.recall_score, y, p, **k),
        "specificity": ask(m.recall_score, y, p, pos_label=0, **k),
        "matthews_corrcoef": ask(m.matthews_corrcoef, y, p, **k),
        "ks": None if curve is None else float(np.max(np.abs(curve[1] - curve[0]))),
        "gini": None if auc is None else 2 * auc - 1,
        "expected_calibration_error": ece(y, s, w),
    }


def one_versus_rest(y, s, w, classes):
    if classes > 2:
        return ask(m.roc_auc_score, y, s, multi_class="ovr", sample_weight=w)
    # scikit-learn takes two columns for a mistake; each column has its area.
    return float(np.mean([ask(m.roc_auc_score, y == own, s[:, own], sample_weight=w) for own in range(classes)]))


def one_versus_one(y, s, w, classes):
    if w is None and classes > 2:
        return ask(m.roc_auc_score, y, s, multi_class="ovo")
    areas = []
    for a in range(classes):
        for b in range(classes):
            if a != b:
                rows = (y == a) | (y == b)
                areas.append(ask(m.roc_auc_score, (y == a)[rows], s[rows, a], sample_weight=None if w is None else w[rows]))
    return None if None in areas else float(np.mean(areas))


def multiclass(y, s, w, classes):
    p = s.argmax(axis=1)
    k = dict(sample_weight=w)
    labels = list(range(classes))
    full = len(np.unique(y)) == classes
    return {
        "log_loss": ask(m.log_loss, y, s, labels=labels, **k),
        "brier_score": ask(m.brier_score_loss, y, s, labels=labels, **k),
        "accuracy": ask(m.accuracy_score, y, p, **k),
        "balanced_accuracy": ask(m.balanced_accuracy_score, y, p, **k),
        "roc_auc_ovr": one_versus_rest(y, s, w, classes) if full else None,
        "roc_auc_ovo": one_versus_one(y, s, w, classes) if full else None,
        "f1_macro": ask(m.f1_score, y, p, average="macro", **k),
        "precision_macro": ask(m.precision_score, y, p, average="macro", **k),
        "recall_macro": ask(m.recall_score, y, p, average="macro", **k),
        "top_k_accuracy": ask(m.top_k_accuracy_score, y, s, k=2, labels=labels, **k),
        "matthews_corrcoef": ask(m.matthews_corrcoef, y, p, **k),
    }


def regression(y, s, w):
    k = dict(sample_weight=w)
    varies = len(np.unique(y)) > 1
    return {
        "root_mean_squared_error": ask(m.root_mean_squared_error, y, s, **k),
        "mean_absolute_error": ask(m.mean_absolute_error, y, s, **k),
        "median_absolute_error": ask(m.median_absolute_error, y, s, **k),
        # A constant label makes scikit-learn answer 0 or 1 in place of a quotient by 0.
        "r2": ask(m.r2_score, y, s, **k) if varies else None,
        "explained_variance": ask(m.explained_variance_score, y, s, **k) if varies else None,
        "mean_absolute_percentage_error":
            None if (np.abs(y) < 1e-12).any() else ask(m.mean_absolute_percentage_error, y, s, **k),
        "max_error": ask(m.max_error, y, s),
    }


def weights(n, kind):
    """None, counts, quarters with zeros (exact sums), or arbitrary."""
    if kind == 0:
        return None
    if kind == 1:
        return random.integers(1, 5, n).astype(float)
    if kind == 2:
        w = random.integers(0, 9, n) / 4
        w[random.integers(n)] = 1.0
        return w
    return np.round(random.uniform(0.1, 3, n), 3)


def sizes():
    return int(random.choice([1, 2, 3, 5, 8, 13, 20, 30, 60, 200],
                             p=[0.05, 0.07, 0.12, 0.16, 0.2, 0.18, 0.12, 0.07, 0.02, 0.01]))


def extreme(w, case):
    """Some weights far from 1, by a power of two, which changes no figure; scikit-learn, whose products of sums leave
    the range of doubles then, is asked with the weights as they were."""
    return w if w is None or case % 13 else w * 2.0 ** (900 if case % 2 else -900)


def binary_cases():
    for case in range(1_000):
        n = sizes()
        y = (random.uniform(size=n) < random.choice([0, 0.01, 0.03, 0.2, 0.5, 0.9, 1], p=[0.02] + [0.19] * 5 + [0.03]))
        y = y.astype(int)
        kind = case % 9
        if kind == 0:
            s = np.round(random.uniform(size=n), 1)  # many ties, 0 and 1 among them
        elif kind == 1:
            s = np.full(n, round(float(random.uniform()), 2))  # constant
        elif kind == 2:
            s = random.choice([0.0, 1.0], n)
        elif kind == 3:
            s = 10.0 ** -random.integers(1, 9, n)  # tiny
        elif kind == 4:
            s = np.round(np.clip(y * 0.4 + random.uniform(0, 0.6, n), 0, 1), 4)  # a good model
        elif kind == 5:
            s = 10.0 ** -random.integers(10, 320, n)  # far below the least that a loss tells apart, some denormal
        elif kind == 6:
            s = 1 - 2.0 ** -random.integers(1, 54, n)  # up to the last number below 1
        elif kind == 7:
            s = np.round(np.clip(0.6 * random.uniform(size=n) + 0.4 * (1 - y), 0, 1), 4)  # worse than chance
        else:
            s = random.uniform(size=n)
        yield y, s, weights(n, (case // 9) % 4), float(random.choice([0.5, 0.5, 0.25, 0.1, 0, 1]))


def multiclass_cases():
    for case in range(700):
        n = min(sizes(), 60)
        classes = int(random.choice([2, 3, 3, 4, 5, 9]))
        y = random.choice(classes, n, p=random.dirichlet(np.full(classes, [0.2, 0.5, 3.0, 3.0][case % 4])))
        if case % 4 == 3:
            y[: min(n, classes)] = np.arange(min(n, classes))
        kind = case % 7
        if kind == 0:
            s = np.tile(random.multinomial(16, np.full(classes, 1 / classes)) / 16, (n, 1))  # constant, exact
        elif kind == 1:
            s = random.multinomial(8, np.full(classes, 1 / classes), n) / 8  # ties
        elif kind == 2:
            s = np.eye(classes)[random.integers(0, classes, n)]
        elif kind == 3:
            s = np.full((n, classes), 2.0 ** -40)  # tiny, exact
            s[np.arange(n), random.integers(0, classes, n)] = 1 - (classes - 1) * 2.0 ** -40
        else:
            s = random.dirichlet(np.full(classes, 0.8), n)
            if kind == 4:
                s = (s + np.eye(classes)[y]) / 2
            s = np.array([random.multinomial(4_096, row) for row in s]) / 4_096  # sums exactly to one
        yield y, s, weights(n, (case // 7) % 4), classes


def regression_cases():
    for case in range(700):
        n = sizes()
        kind = case % 10
        scale = [1, 1, 1e150, 1e-150, 1e6, 1, 1, 1, 1e-9, 1][kind]
        digits = random.choice([2, 4])
        y = np.round(random.normal(size=n), digits) * scale
        s = y + np.round(random.normal(size=n) * float(random.choice([0.1, 1])), digits) * scale
        if kind == 1:
            y, s = np.round(y * 2), np.round(s * 2)  # ties, zeros
        elif kind == 5:
            y = np.full(n, 3.25)
        elif kind == 6:
            s = y.copy()
        elif kind == 7:
            y, s = np.exp(3 * y), np.exp(3 * s)  # heavy tail
        elif kind == 9:
            s = np.full(n, 0.5)  # a constant prediction
        yield y, s, weights(n, (case // 10) % 4)


def refused_cases():
    """What scikit-learn raises for: not a number, beyond 0...1, infinite, of another length."""
    for case in range(120):
        n = max(2, sizes())
        row = int(random.integers(n))
        task = ["binary", "multiclass", "regression"][case % 3]
        bad = [math.nan, math.inf, -math.inf, 1.5, -0.25][case // 3 % 5]
        w = None
        if task == "binary":
            y, s = random.integers(0, 2, n), random.uniform(size=n).round(2)
            y[:2] = [0, 1]
            s[row] = bad
            raises(m.brier_score_loss, y, s)
        elif task == "multiclass":
            y, s = random.integers(0, 3, n), np.tile([0.25, 0.25, 0.5], (n, 1))
            s[row, case % 3] = bad
            raises(m.brier_score_loss, y, s, labels=[0, 1, 2])
        else:
            y, s = np.arange(n) + 0.5, np.arange(n) + 1.0
            if math.isfinite(bad):
                w = np.ones(n)
                w[row] = math.nan
                raises(m.mean_absolute_error, y, s, sample_weight=w)
            else:
                s[row] = bad
                raises(m.mean_absolute_error, y, s)
        yield task, y, s, w


def raises(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except ValueError:
        return
    raise AssertionError(f"{function.__name__} takes {args}")


def present(y, s, w):
    """The rows with a weight."""
    return (y, s, w) if w is None else (y[w > 0], s[w > 0], w[w > 0])


def number(v):
    """Whole numbers without a point; what JSON has no word for as text."""
    v = float(v)
    if not math.isfinite(v):
        return str(v)
    return int(v) if v.is_integer() and abs(v) < 1e15 else v


def numbers(values):
    return None if values is None else [number(v) for v in values]


def labels(task, y):
    return numbers(y) if task == "regression" else "".join(str(int(v)) for v in y)


names = {}
cases = []


def add(task, y, s, w, figures, **more):
    order = names.setdefault(task, list(figures))
    assert list(figures) == order
    case = dict(t=task[0], y=labels(task, y), s=numbers(np.ravel(s)), **more)
    if w is not None:
        case["w"] = numbers(extreme(w, len(cases)))
    case["m"] = [None if figures[n] is None else float(f"{figures[n]:.16g}") for n in order]
    cases.append(case)


def lines(values):
    return ",\n".join(json.dumps(v, separators=(",", ":"), allow_nan=False) for v in values)


if __name__ == "__main__":
    for y, s, w, threshold in binary_cases():
        add("binary", y, s, w, binary(*present(y, s, w), threshold), at=threshold)
    for y, s, w, classes in multiclass_cases():
        add("multiclass", y, s, w, multiclass(*present(y, s, w), classes), c=classes)
    for y, s, w in regression_cases():
        add("regression", y, s, w, regression(*present(y, s, w)))
    refused = [dict(t=task[0], y=labels(task, y), s=numbers(np.ravel(s)), w=numbers(w)) for task, y, s, w in refused_cases()]

    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text('{"names":%s,\n"cases":[\n%s\n],\n"refused":[\n%s\n]}\n'
                   % (json.dumps(names, separators=(",", ":")), lines(cases), lines(refused)))
    print(len(cases), "cases,", len(refused), "refused,", OUT.stat().st_size, "bytes")
    print(sum(v is None for c in cases for v in c["m"]), "undefined of", sum(len(c["m"]) for c in cases), "figures")
