"""Writes Tests/EndToEndTests/Fixtures/evaluate: tables of predictions, and what scikit-learn says of them.

Run by hand:  python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
              venv/bin/python Tests/Oracles/evaluate.py

`expected.json` lists calls of `associate evaluate` with the metrics that each must print; `null` where there is none.
All numbers of the tables are multiples of 1/1024, so that their text is exact and probabilities sum to 1.
"""

import json
import pathlib

import numpy as np

import metrics_cases as oracle

OUT = pathlib.Path(__file__).resolve().parents[1] / "EndToEndTests" / "Fixtures" / "evaluate"
random = np.random.default_rng(20260202)
cases = []


def grid(values):
    return np.round(values * 1024) / 1024


def write(name, columns):
    """A CSV, and the same rows as JSON lines."""
    rows = list(zip(*columns.values()))
    text = ",".join(columns) + "\n" + "".join(",".join(str(cell) for cell in row) + "\n" for row in rows)
    (OUT / f"{name}.csv").write_text(text)
    lines = [json.dumps(dict(zip(columns, (c.item() if hasattr(c, "item") else c for c in row)))) for row in rows]
    (OUT / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


def case(arguments, values, only=None):
    values = {name: value if only is None or name in only else None for name, value in values.items()}
    cases.append(dict(arguments=arguments.split(), metrics=values))


DECISIONS = {"accuracy", "balanced_accuracy", "f1", "precision", "recall", "specificity", "matthews_corrcoef",
             "f1_macro", "precision_macro", "recall_macro"}


def binary():
    n = 250
    y = (random.random(n) < 0.35).astype(int)
    z = grid(random.normal(size=n) + 1.2 * y - 0.8)
    p = grid(1 / (1 + np.exp(-z)))
    w = grid(random.random(n) * 3)
    w[::17] = 0
    words = np.where(y == 1, "late", "on time")
    decided = (p >= 0.4).astype(int)
    write("binary", dict(y=y, word=words, p=p, q=grid(1 - p), z=z, w=w, decided=decided,
                         region=random.choice(["north", "south", "west"], n), shop=random.integers(0, 45, n)))
    ones, kept = np.ones(n), w > 0
    for file in ["binary.csv", "binary.jsonl"]:
        case(f"{file} --label y --score p", oracle.binary(y, p, None, 0.5))
    case("binary.csv --label y --score p --weight w", oracle.binary(y[kept], p[kept], w[kept], 0.5))
    case("binary.csv --label y --score p --threshold 0.25", oracle.binary(y, p, None, 0.25))
    case("binary.csv --label word --score late=p", oracle.binary(y, p, None, 0.5))
    case("binary.csv --label word --score p --positive late", oracle.binary(y, p, None, 0.5))
    case("binary.csv --label y --score 0=q --score 1=p --weight w", oracle.binary(y[kept], p[kept], w[kept], 0.5))
    case("binary.csv --label y --score q --score p", oracle.binary(y, p, None, 0.5))
    case("binary.csv --label y --score q --positive 0", oracle.binary(1 - y, grid(1 - p), None, 0.5))
    scores = oracle.binary(y, np.clip(p, 0, 1), None, 0.5)
    scores.update({k: v for k, v in real(y, z, None).items()})
    case("binary.csv --label y --score z --threshold 0", scores)
    weighted = oracle.binary(y[kept], p[kept], w[kept], 0.5)
    weighted.update(real(y[kept], z[kept], w[kept]))
    case("binary.csv --label y --score z --threshold 0 --weight w", weighted)
    case("binary.csv --label y --prediction decided", oracle.binary(y, decided.astype(float), None, 0.5), DECISIONS)
    case("binary.csv --label y --prediction decided --weight w",
         oracle.binary(y[kept], decided[kept].astype(float), w[kept], 0.5), DECISIONS)


def real(y, z, w):
    """Metrics of real scores, positive from 0 on."""
    values = oracle.binary(y, np.where(z >= 0, 0.75, 0.25), w, 0.5)
    k = dict(sample_weight=w)
    auc = oracle.ask(oracle.m.roc_auc_score, y, z, **k)
    curve = oracle.m.roc_curve(y, z, drop_intermediate=False, **k)
    values.update(roc_auc=auc, gini=2 * auc - 1, ks=float(np.max(np.abs(curve[1] - curve[0]))),
                  average_precision=oracle.ask(oracle.m.average_precision_score, y, z, **k),
                  log_loss=None, brier_score=None, expected_calibration_error=None)
    return values


def multiclass():
    n, names = 240, ["blue", "green", "red", "white"]
    y = random.integers(0, 4, n)
    parts = np.exp(random.normal(size=(n, 4)) + 1.3 * np.eye(4)[y])
    s = np.floor(parts / parts.sum(axis=1, keepdims=True) * 1024)
    s[:, 0] += 1024 - s.sum(axis=1)
    s /= 1024
    w = grid(random.random(n) * 3)
    w[::19] = 0
    decided = np.where(random.random(n) < 0.7, y, random.integers(0, 4, n))
    write("multiclass", dict(colour=np.array(names)[y], number=y, **{f"p_{name}": s[:, i] for i, name in enumerate(names)},
                             w=w, decided=np.array(names)[decided]))
    kept = w > 0
    named = " ".join(f"--score {name}=p_{name}" for name in reversed(names))
    ordered = " ".join(f"--score p_{name}" for name in names)
    case(f"multiclass.csv --label colour {named}", oracle.multiclass(y, s, None, 4))
    case(f"multiclass.jsonl --label colour {named} --weight w", oracle.multiclass(y[kept], s[kept], w[kept], 4))
    case(f"multiclass.csv --label number {ordered}", oracle.multiclass(y, s, None, 4))
    case("multiclass.csv --label colour --prediction decided",
         oracle.multiclass(y, np.eye(4)[decided], None, 4), DECISIONS)
    case("multiclass.csv --label colour --prediction decided --weight w",
         oracle.multiclass(y[kept], np.eye(4)[decided[kept]], w[kept], 4), DECISIONS)


def regression():
    n = 230
    y = grid(random.normal(size=n) * 3 + 5)
    y[y == 0] = 1
    s = grid(y + random.normal(size=n))
    w = grid(random.random(n) * 3)
    w[::13] = 0
    write("regression", dict(y=y, s=s, w=w, count=random.integers(1, 400, n)))
    kept = w > 0
    for file in ["regression.csv", "regression.jsonl"]:
        case(f"{file} --label y --prediction s", oracle.regression(y, s, None))
    case("regression.csv --label y --prediction s --weight w", oracle.regression(y[kept], s[kept], w[kept]))


OUT.mkdir(parents=True, exist_ok=True)
binary()
multiclass()
regression()
(OUT / "expected.json").write_text(json.dumps(cases, indent=1) + "\n")
print(len(cases), "calls")
