"""What scikit-learn's linear models come to with natural splines and products, as fixtures for LearningTests.

Run by hand:  python linear_terms.py ../LearningTests/Fixtures
Pinned:       numpy==2.4.6 scikit-learn==1.9.1 scipy==1.16.3

The basis is written out by the textbook: Harrell's restricted cubic spline in truncated powers with knots at quantiles,
and products of columns. Rao's score statistic of the same columns is taken from a fit without them, by dense algebra.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge

from linear import features, polish, written_out

SHARES = [0.05, 0.275, 0.5, 0.725, 0.95]
WIDTHS = [3, 2]
NAMES = ["x0", "x1", "x2", "a=0", "a=1", "a=2", "b=0", "b=1"]
SPLINES = ["x0", "x2"]
PAIRS = [["x0", "x1"], ["x1", "a=1"], ["a=2", "b=0"]]


def bends(x, knots):
    def cube(knot):
        return np.maximum(x - knot, 0) ** 3

    last, before = knots[-1], knots[-2]
    return np.column_stack([
        (cube(knot) - cube(before) * (last - knot) / (last - before) + cube(last) * (before - knot) / (last - before))
        / (last - knots[0]) ** 2
        for knot in knots[:-2]
    ])


def basis(x, weight):
    knots = {name: np.quantile(x[:, NAMES.index(name)], SHARES, weights=weight, method="inverted_cdf").tolist()
             for name in SPLINES}
    added = [bends(x[:, NAMES.index(name)], knots[name]) for name in SPLINES]
    added += [(x[:, NAMES.index(a)] * x[:, NAMES.index(b)])[:, None] for a, b in PAIRS]
    return np.hstack(added), knots


def statistic(new, controls, residuals, curvatures):
    """u' V^-1 u, summed over the outputs; residuals and curvatures have a column an output."""
    total = 0.0
    z = np.column_stack([np.ones(len(new)), controls])
    for r, c in zip(residuals.T, curvatures.T):
        explained = np.linalg.solve((z.T * c) @ z, (z.T * c) @ new)
        rest = new - z @ explained
        u = rest.T @ r
        total += u @ np.linalg.solve((rest.T * c) @ rest, u)
    return float(total)


def statistics(x, added, residuals, curvatures):
    spline = statistic(added[:, :3], x[:, [0]], residuals, curvatures)
    product = statistic(added[:, 6:7], x[:, [0, 1]], residuals, curvatures)
    return {"spline": spline, "product": product}


def classification(name, seed, rows, classes, weighted, cs):
    random = np.random.default_rng(seed)
    dense, levels = features(random, rows, 3, WIDTHS)
    dense[:, 2] = np.round((dense[:, 2] - 40) / 5, 6)
    x = written_out(dense, levels, WIDTHS)
    weight = np.round(random.uniform(0.2, 3, size=rows), 3) if weighted else np.ones(rows)
    added, knots = basis(x, weight)
    whole = np.hstack([x, added])
    y = (2 * whole @ random.normal(size=(whole.shape[1], classes)) / 3 + random.gumbel(size=(rows, classes))).argmax(axis=1)
    solver = "newton-cholesky" if classes == 2 else "newton-cg"
    solutions = []
    for c in cs:
        model = LogisticRegression(C=c, tol=1e-12, solver=solver, max_iter=10000).fit(whole, y, sample_weight=weight)
        coefficients, intercepts = polish(whole, y, weight, c, model.coef_, model.intercept_, classes)
        assert np.allclose(coefficients, model.coef_, rtol=1e-4, atol=1e-4), name
        intercepts = intercepts - (intercepts.mean() if classes > 2 else 0)
        solutions.append({"c": c, "coefficients": coefficients.tolist(), "intercepts": intercepts.tolist()})
    plain = LogisticRegression(C=1, tol=1e-12, solver=solver, max_iter=10000).fit(x, y, sample_weight=weight)
    beta, alpha = polish(x, y, weight, 1, plain.coef_, plain.intercept_, classes)
    score = x @ beta.T + alpha
    if classes == 2:
        mean = 1 / (1 + np.exp(-score))
        truth = y[:, None]
    else:
        mean = np.exp(score - score.max(axis=1, keepdims=True))
        mean /= mean.sum(axis=1, keepdims=True)
        truth = np.eye(classes)[y]
    scaled = (weight * rows / weight.sum())[:, None]
    found = statistics(x, added, scaled * (truth - mean), scaled * mean * (1 - mean))
    return case(name, "binary" if classes == 2 else "multiclass", classes, dense, levels, y,
                weight if weighted else None, knots, solutions, found)


def ridge(name, seed, rows, weighted, cs):
    random = np.random.default_rng(seed)
    dense, levels = features(random, rows, 3, WIDTHS)
    dense[:, 2] = np.round((dense[:, 2] - 40) / 5, 6)
    x = written_out(dense, levels, WIDTHS)
    weight = np.round(random.uniform(0.2, 3, size=rows), 3) if weighted else np.ones(rows)
    added, knots = basis(x, weight)
    whole = np.hstack([x, added])
    y = np.round(100 + 30 * (whole @ random.normal(size=whole.shape[1])) + 20 * random.normal(size=rows), 4)
    # Our ridge scales the label by a power of two, which scikit-learn's alpha does not see.
    solutions = []
    for c in cs:
        model = Ridge(alpha=1 / c, solver="cholesky").fit(whole, y, sample_weight=weight)
        solutions.append({"c": c, "coefficients": [model.coef_.tolist()], "intercepts": [float(model.intercept_)]})
    plain = Ridge(alpha=1, solver="cholesky").fit(x, y, sample_weight=weight)
    scaled = weight * rows / weight.sum()
    rest = y - plain.predict(x)
    spread = (scaled * rest**2).sum() / rows
    found = statistics(x, added, (scaled * rest / spread**0.5)[:, None], scaled[:, None])
    return case(name, "regression", 0, dense, levels, y, weight if weighted else None, knots, solutions, found)


def case(name, task, classes, dense, levels, y, weight, knots, solutions, found):
    return {
        "name": name, "task": task, "classes": [str(k) for k in range(classes)], "rows": len(y), "names": NAMES,
        "dense_width": dense.shape[1], "dense": dense.ravel().tolist(), "block_widths": WIDTHS,
        "levels": levels.ravel().tolist(), "labels": [float(v) for v in y],
        "weights": None if weight is None else weight.tolist(), "splines": SPLINES, "pairs": PAIRS,
        "knots": [knots[name] for name in SPLINES], "statistics": found, "solutions": solutions,
    }


def main(folder):
    cs = [0.1, 10]
    cases = [
        classification("binary", 1, 137, 2, False, cs), classification("binary-weighted", 2, 163, 2, True, cs),
        classification("multiclass", 3, 151, 3, False, cs), ridge("ridge", 4, 137, False, cs),
        ridge("ridge-weighted", 5, 163, True, cs),
    ]
    text = json.dumps({"cases": cases}, separators=(",", ":"))
    Path(folder, "linear_terms.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
