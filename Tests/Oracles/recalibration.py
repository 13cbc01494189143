"""Writes Tests/EvaluationTests/Fixtures/recalibration.json: what scikit-learn fits to probabilities and what came true.

Run by hand:  python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/recalibration.py

`isotonic` is IsotonicRegression's table; `sigmoid` the slope and the intercept that CalibratedClassifierCV fits to
logits; `temperature` the one that it fits to probabilities. Its solvers stop some digits before the minimum, so the
last two are compared to what they stop at. Probabilities are multiples of 1/4096 between 0 and 1.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.calibration import _SigmoidCalibration, _TemperatureScaling
from sklearn.isotonic import IsotonicRegression

assert sklearn.__version__ == "1.9.1", sklearn.__version__
OUT = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "recalibration.json"
random = np.random.default_rng(20260108)
PROBES = np.linspace(0, 1, 33)


def weights(n, case):
    return [None, random.integers(1, 5, n).astype(float), random.integers(0, 9, n) / 4][case % 3]


def number(v):
    return int(v) if float(v).is_integer() else float(v)


def numbers(values):
    return None if values is None else [number(v) for v in np.ravel(values)]


def binary(case):
    n = int(random.choice([30, 80, 200]))
    logit = random.normal(size=n) * random.choice([0.5, 2, 3]) + random.choice([-2, 0, 1])
    y = (random.uniform(size=n) < 1 / (1 + np.exp(-(0.4 * logit - 0.5)))).astype(int)
    y[:2] = [0, 1]
    p = 1 / (1 + np.exp(-logit))
    if case % 4 == 0:
        p = np.round(p, 1)  # ties
    p = np.clip(np.round(p * 4096), 1, 4095) / 4096
    w = weights(n, case)
    if w is not None:
        w[:2] = 1
    edge = 1 / ((n if w is None else w.sum()) + 2)
    isotonic = IsotonicRegression(y_min=edge, y_max=1 - edge, out_of_bounds="clip").fit(p, y, sample_weight=w)
    sigmoid = _SigmoidCalibration().fit(np.log(p / (1 - p)), y, sample_weight=w)
    temperature = _TemperatureScaling().fit(np.column_stack([1 - p, p]), y, sample_weight=w)
    return {
        "s": numbers(p), "y": "".join(map(str, y)), "w": numbers(w),
        "isotonic": [numbers(isotonic.X_thresholds_), numbers(isotonic.y_thresholds_)],
        "probes": numbers(isotonic.predict(PROBES)),
        "sigmoid": [-float(sigmoid.a_), -float(sigmoid.b_)],
        "temperature": 1 / float(temperature.beta_),
    }


def multiclass(case):
    n, classes = int(random.choice([60, 150])), 3
    logits = random.normal(size=(n, classes)) * 2
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    p = np.array([random.multinomial(4096 - classes, row) + 1 for row in p]) / 4096
    flat = p ** 0.5 / (p ** 0.5).sum(axis=1, keepdims=True)
    y = np.array([random.choice(classes, p=row) for row in flat])
    y[:classes] = range(classes)
    w = weights(n, case)
    temperature = _TemperatureScaling().fit(p, y, sample_weight=w)
    return {"s": numbers(p), "y": "".join(map(str, y)), "w": numbers(w), "temperature": 1 / float(temperature.beta_)}


if __name__ == "__main__":
    lines = [json.dumps(case, separators=(",", ":")) for case in
             [binary(case) for case in range(24)] + [multiclass(case) for case in range(6)]]
    OUT.write_text('{"cases":[\n%s\n]}\n' % ",\n".join(lines))
    print(len(lines), "cases,", OUT.stat().st_size, "bytes")
