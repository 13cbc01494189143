"""What scikit-learn's linear models come to, as fixtures for LearningTests.

Run by hand:  python linear.py ../LearningTests/Fixtures
Pinned:       numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1

Each case holds a small design (dense columns, one-hot blocks as levels), labels, weights, and for some C the
coefficients of a converged fit. scikit-learn stops by its own rules, so its solution is polished with Newton steps
on the written-out objective until the gradient is rounding; the script asserts that both agree.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge


def written_out(dense, levels, widths):
    columns = [dense]
    for block, width in enumerate(widths):
        columns.append(np.eye(width)[levels[:, block]])
    return np.hstack(columns)


def features(random, rows, dense_width, widths):
    dense = random.normal(size=(rows, dense_width))
    if dense_width > 2:
        dense[:, 1] = 0.8 * dense[:, 0] + 0.2 * dense[:, 1]
        dense[:, 2] = 40 + 5 * dense[:, 2]
    levels = np.stack([random.integers(0, width, size=rows) for width in widths], axis=1) if widths else np.zeros(
        (rows, 0), dtype=int)
    return np.round(dense, 6), levels


def polish(x, y, weight, c, coefficients, intercepts, classes):
    """Newton steps on sum w loss + |beta|^2 / (2 C); binary is handled as one output."""
    rows, width = x.shape
    outputs = len(intercepts)
    design = np.hstack([x, np.ones((rows, 1))])
    theta = np.hstack([coefficients, np.array(intercepts)[:, None]])
    penalty = np.diag(np.append(np.full(width, 1 / c), 0.0))
    onehot = np.eye(classes)[y]
    for _ in range(20):
        score = design @ theta.T
        if outputs == 1:
            mean = 1 / (1 + np.exp(-score))
            residual = weight[:, None] * (mean - y[:, None])
            gradient = residual.T @ design + theta @ penalty
            hessian = (design.T * (weight * (mean * (1 - mean))[:, 0])) @ design + penalty
            step = np.linalg.solve(hessian, gradient[0])[None, :]
        else:
            mean = np.exp(score - score.max(axis=1, keepdims=True))
            mean /= mean.sum(axis=1, keepdims=True)
            residual = weight[:, None] * (mean - onehot)
            gradient = residual.T @ design + theta @ penalty
            size = outputs * (width + 1)
            hessian = np.zeros((size, size))
            for a in range(outputs):
                for b in range(outputs):
                    curvature = weight * (mean[:, a] * (float(a == b) - mean[:, b]))
                    block = (design.T * curvature) @ design + (penalty if a == b else 0)
                    hessian[a * (width + 1):(a + 1) * (width + 1), b * (width + 1):(b + 1) * (width + 1)] = block
            step = np.linalg.lstsq(hessian, gradient.ravel(), rcond=1e-13)[0].reshape(theta.shape)
        theta = theta - step
    assert np.abs(gradient).max() <= 1e-9 * max(1, np.abs(theta).max()), "not polished"
    return theta[:, :-1], theta[:, -1]


def classification(name, seed, rows, dense_width, widths, classes, weighted, cs, signal=1.0):
    random = np.random.default_rng(seed)
    dense, levels = features(random, rows, dense_width, widths)
    x = written_out(dense, levels, widths)
    standard = (x - x.mean(axis=0)) / np.maximum(x.std(axis=0), 1e-9)
    true = signal * random.normal(size=(x.shape[1], classes)) / np.sqrt(x.shape[1])
    score = 2 * standard @ true + random.gumbel(size=(rows, classes))
    y = score.argmax(axis=1)
    weight = np.round(random.uniform(0.2, 3, size=rows), 3) if weighted else np.ones(rows)
    solutions = []
    for c in cs:
        model = LogisticRegression(C=c, tol=1e-12, solver="newton-cholesky" if classes == 2 else "newton-cg",
                                   max_iter=10000)
        model.fit(x, y, sample_weight=weight)
        coefficients, intercepts = polish(x, y, weight, c, model.coef_, model.intercept_, classes)
        intercepts = intercepts - (intercepts.mean() if classes > 2 else 0)
        theirs = model.intercept_ - (model.intercept_.mean() if classes > 2 else 0)
        assert np.allclose(coefficients, model.coef_, rtol=1e-4, atol=1e-6), name
        assert np.allclose(intercepts, theirs, rtol=1e-4, atol=1e-4), name
        solutions.append({"c": c, "coefficients": coefficients.tolist(), "intercepts": intercepts.tolist()})
    return case(name, "binary" if classes == 2 else "multiclass", classes, dense, levels, widths, y,
                weight if weighted else None, solutions)


def ridge(name, seed, rows, dense_width, widths, weighted, cs):
    random = np.random.default_rng(seed)
    dense, levels = features(random, rows, dense_width, widths)
    x = written_out(dense, levels, widths)
    y = np.round(1000 + 30 * (x @ random.normal(size=x.shape[1])) + 20 * random.normal(size=rows), 4)
    weight = np.round(random.uniform(0.2, 3, size=rows), 3) if weighted else np.ones(rows)
    solutions = []
    for c in cs:
        model = Ridge(alpha=1 / c, solver="svd" if not weighted else "cholesky", tol=1e-14)
        model.fit(x, y, sample_weight=weight)
        # The normal equations about the weighted means, solved in extended steps of refinement.
        center, level = np.average(x, axis=0, weights=weight), np.average(y, weights=weight)
        a = ((x - center).T * weight) @ (x - center) + np.eye(x.shape[1]) / c
        beta = np.linalg.solve(a, ((x - center).T * weight) @ (y - level))
        for _ in range(3):
            residual = (y - level) - (x - center) @ beta
            beta = beta + np.linalg.solve(a, ((x - center).T * weight) @ residual - beta / c)
        assert np.allclose(beta, model.coef_, rtol=1e-6, atol=1e-7), name
        solutions.append({"c": c, "coefficients": [beta.tolist()], "intercepts": [float(level - center @ beta)]})
    return case(name, "regression", 0, dense, levels, widths, y, weight if weighted else None, solutions)


def case(name, task, classes, dense, levels, widths, y, weight, solutions):
    return {
        "name": name, "task": task, "classes": [str(k) for k in range(classes)], "rows": len(y),
        "dense_width": dense.shape[1], "dense": dense.ravel().tolist(), "block_widths": list(widths),
        "levels": levels.ravel().tolist(), "labels": [float(v) for v in y],
        "weights": None if weight is None else weight.tolist(), "solutions": solutions,
    }


def main(folder):
    cs = [0.001, 0.1, 10]
    cases = [
        classification("binary-dense", 1, 150, 5, [], 2, False, cs),
        classification("binary-blocks-weighted", 2, 200, 4, [3, 5], 2, True, cs),
        classification("binary-wide", 3, 30, 60, [4], 2, False, cs),
        classification("binary-separable", 4, 40, 6, [], 2, False, [0.01, 1, 100], signal=30.0),
        classification("multiclass-iris-like", 5, 150, 4, [], 3, False, cs),
        classification("multiclass-blocks-weighted", 6, 160, 3, [4, 3], 4, True, cs),
        classification("multiclass-wide", 7, 30, 40, [], 3, False, cs),
        ridge("ridge-dense", 8, 120, 6, [], False, cs),
        ridge("ridge-blocks-weighted", 9, 150, 4, [3, 6], True, cs),
        ridge("ridge-wide", 10, 25, 50, [3], False, cs),
    ]
    text = json.dumps({"cases": cases}, separators=(",", ":"))
    Path(folder, "linear.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
