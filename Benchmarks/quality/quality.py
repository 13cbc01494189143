#!/usr/bin/env python3
"""The chosen candidate beside a linear model, default LightGBM and FLAML, on rows that none of them saw.

usage: PYTHON Benchmarks/quality/quality.py [--tables NAME…] [--folds 5] [--seed 7] [--candidates LIST] [--trials N]
                                            [--flaml SECONDS | --peers FILE] [--associate COMMAND] [--json OUT]
       PYTHON Benchmarks/quality/quality.py --flights [--trials N] [--json OUT]

Twelve tables of scikit-learn and of ISLP, five outer folds each: Associate runs a brief of the other folds that names the
label, the metric and the candidates, and scores the fold with what it chose; its own split is left to it, but for folds
from 5,000 rows on, so that all rows teach what is kept, as they teach the peers. Beside it stand logistic or ridge
regression whose penalty is chosen by cross-validation, LightGBM with its defaults and, where --flaml is given, FLAML with
as many seconds for each fold. The metric is roc_auc, log_loss for several classes, and
root_mean_squared_error. A row is "worse" where the better of the first two is ahead by more than one standard error of the
difference over the folds.

--peers takes the peers' figures of each fold from a file instead of fitting them, as {TABLE: {"models": {PEER: {METRIC:
{"folds": [FIGURE, …]}}}}}; tables of ISLP may be called islp_<name>, FLAML flaml_<anything>, and the metric rmse. Default
LightGBM is fitted all the same, and the script ends where a fold's figure is not that of the file: then tables or folds are
not the same.

    PYTHON -m pip install -r Benchmarks/quality/requirements.txt
    PYTHON -m pip install --no-deps -r Benchmarks/quality/tables.txt
    PYTHON -m pip install "flaml[automl]"                              # only for --flaml

--flights runs the late-flights example with `tuned_trees` alone beside `prior` and prints its figures on the test part
with the processor seconds of the whole run, to be held against what FLAML found in 60 s (`roc_auc` 0.6974, `log_loss`
0.4947) in 116 s of two processors.
"""
import argparse
import importlib.util
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

import numpy
import pandas

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKLEARN = {"breast_cancer": "binary", "wine": "multiclass", "diabetes": "regression", "digits": "multiclass"}
ISLP = {
    "Default": ("default", "Yes", []), "Caravan": ("Purchase", "Yes", []), "OJ": ("Purchase", "MM", []),
    "Wage": ("wage", None, ["logwage"]), "Carseats": ("Sales", None, []), "Hitters": ("Salary", None, []),
    # On these two nothing was settled.
    "Smarket": ("Direction", "Up", ["Today"]), "Bikeshare": ("bikers", None, ["casual", "registered"]),
}
FLAML = {"roc_auc": 0.6974, "log_loss": 0.4947, "processor_seconds": 116}


def table(name):
    """A table with the label last: its frame, label, task and positive class."""
    if name in SKLEARN:
        from sklearn import datasets

        frame = getattr(datasets, f"load_{name}")(as_frame=True).frame.rename(columns={"target": "label"})
        return frame, "label", SKLEARN[name], "1" if SKLEARN[name] == "binary" else None
    label, positive, without = ISLP[name]
    places = importlib.util.find_spec("ISLP")
    if places is None:
        sys.exit("ISLP is not installed: PYTHON -m pip install --no-deps -r Benchmarks/quality/tables.txt")
    frame = pandas.read_csv(pathlib.Path(places.submodule_search_locations[0]) / "data" / f"{name}.csv")
    unnamed = [column for column in frame.columns if column.startswith("Unnamed")]
    frame = frame.drop(columns=unnamed + without).dropna(subset=[label]).reset_index(drop=True)
    return frame, label, "binary" if positive else "regression", positive


def folds(frame, label, task, count, seed):
    from sklearn.model_selection import KFold, StratifiedKFold

    kind = KFold if task == "regression" else StratifiedKFold
    return kind(count, shuffle=True, random_state=seed).split(frame, frame[label])


def loss(task, truth, prediction):
    """What is better the lower it is: 1 - roc_auc, log_loss, or the root of the mean squared error."""
    from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score

    if task == "binary":
        return 1 - roc_auc_score(truth, prediction)
    if task == "multiclass":
        return log_loss(truth, prediction, labels=range(prediction.shape[1]))
    return mean_squared_error(truth, prediction) ** 0.5


def columns(frame, label):
    rest = frame.drop(columns=[label])
    texts = [name for name in rest.columns if not pandas.api.types.is_numeric_dtype(rest[name])]
    return [name for name in rest.columns if name not in texts], texts


def linear(train, test, label, task, truth, seed):
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegressionCV, RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers, texts = columns(train, label)
    prepare = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (OneHotEncoder(handle_unknown="ignore"), texts))
    if task == "regression":
        model = RidgeCV(alphas=numpy.logspace(-3, 4, 15))
    else:
        model = LogisticRegressionCV(
            Cs=7, cv=5, scoring="neg_log_loss", max_iter=2000, l1_ratios=(0,), use_legacy_attributes=False)
    return answers(make_pipeline(prepare, model).fit(train.drop(columns=[label]), truth), test, label, task)


def boosted(train, test, label, task, truth, seed):
    import lightgbm

    kind = lightgbm.LGBMRegressor if task == "regression" else lightgbm.LGBMClassifier
    _, texts = columns(train, label)
    types = {name: pandas.CategoricalDtype(sorted(train[name].dropna().unique())) for name in texts}
    model = kind(verbosity=-1, random_state=seed).fit(train.astype(types).drop(columns=[label]), truth)
    return answers(model, test.astype(types), label, task)


def automatic(seconds):
    def fit(train, test, label, task, truth, seed):
        from flaml import AutoML

        model = AutoML()
        metric = {"binary": "roc_auc", "multiclass": "log_loss", "regression": "rmse"}[task]
        model.fit(
            train.drop(columns=[label]), truth, task="regression" if task == "regression" else "classification",
            metric=metric, time_budget=seconds, seed=seed, verbose=0)
        return answers(model, test, label, task)

    return fit


def answers(model, test, label, task):
    rows = test.drop(columns=[label])
    if task == "regression":
        return model.predict(rows)
    shares = model.predict_proba(rows)
    return shares[:, 1] if task == "binary" else shares


def associate(options, name, train, test, label, task, positive, classes, place):
    """The chosen candidate's name and its predictions of the test rows."""
    train.to_csv(place / "train.csv", index=False)
    test.drop(columns=[label]).to_csv(place / "test.csv", index=False)
    metric = {"binary": "roc_auc", "multiclass": "log_loss", "regression": "root_mean_squared_error"}[task]
    brief = {
        "name": name.lower().replace("_", "-"), "task": task,
        "data": {"sources": {"rows": "train.csv"}, "label": label},
        "metric": {"primary": metric}, "candidates": options.candidates.split(","), "refit": True,
        "budget": {"trials": options.trials}, "seed": options.seed,
    }
    # The peers keep no test part back; by itself Associate does from 5,000 rows on, and fewer rows would teach it.
    if len(train) >= 5_000:
        brief["split"] = {"cv": {"folds": 5}}
    if positive is not None:
        brief["data"]["positive"] = positive
    (place / "brief.yaml").write_text(json.dumps(brief))
    run = call(options, ["run", str(place / "brief.yaml"), "--store", str(place / "runs"), "--json", "--quiet"])
    call(options, ["score", run["directory"], "--input", str(place / "test.csv"), "--output",
                   str(place / "scored.csv")], reads=False)
    scored = pandas.read_csv(place / "scored.csv")
    if task == "multiclass":
        return run["chosen"], scored[[f"probability_{text}" for text in classes]].to_numpy()
    return run["chosen"], scored["score"].to_numpy()


def call(options, words, reads=True):
    done = subprocess.run(options.associate.split() + words, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout) if reads else None


def recorded(path, name, task):
    """The peers' losses of each fold from a file."""
    tables = json.loads(path.read_text())
    found = tables.get(name) or tables.get(f"islp_{name.lower()}")
    if found is None:
        sys.exit(f"{path} has no table {name}")
    metric = {"binary": "roc_auc", "multiclass": "log_loss", "regression": "rmse"}[task]
    peers = {}
    for peer, figures in found["models"].items():
        values = figures[metric]["folds"]
        peers["flaml" if peer.startswith("flaml") else peer] = [1 - each if task == "binary" else each for each in values]
    return {peer: peers[peer] for peer in ("linear", "lightgbm", "flaml") if peer in peers}


def compare(options, name):
    frame, label, task, positive = table(name)
    classes = sorted(frame[label].unique()) if task == "multiclass" else []
    truth = frame[label].to_numpy() if task != "binary" else (frame[label].astype(str) == positive).to_numpy().astype(int)
    peers = {"linear": linear, "lightgbm": boosted}
    if options.flaml and not options.peers:
        peers["flaml"] = automatic(options.flaml)
    known = recorded(options.peers, name, task) if options.peers else {}
    losses = {"associate": [], **{peer: [] for peer in peers}}
    chosen = []
    for train, test in folds(frame, label, task, options.folds, options.seed):
        own = (frame.iloc[train], frame.iloc[test])
        with tempfile.TemporaryDirectory() as place:
            candidate, answer = associate(
                options, name, *own, label, task, positive, classes, pathlib.Path(place))
        chosen.append(candidate)
        losses["associate"].append(loss(task, truth[test], answer))
        for peer, fit in peers.items():
            if peer == "lightgbm" or peer not in known:
                losses[peer].append(loss(task, truth[test], fit(*own, label, task, truth[train], options.seed)))
    if known and not numpy.allclose(losses["lightgbm"], known["lightgbm"], rtol=1e-6, atol=1e-9):
        sys.exit(f"{name}: LightGBM has {losses['lightgbm']} here and {known['lightgbm']} in {options.peers}")
    losses |= known
    means = {who: statistics.fmean(values) for who, values in losses.items()}
    best = min(("linear", "lightgbm"), key=means.get)
    behind, error = difference(losses["associate"], losses[best])
    return {
        "table": name, "rows": len(frame), "task": task, "chosen": chosen, "losses": losses, "means": means,
        "better_peer": best, "behind": behind, "standard_error": error, "worse": behind > error * (1 + 1e-9),  # equal where one fold alone differs
        "behind_flaml": difference(losses["associate"], losses["flaml"]) if "flaml" in losses else None,
        "ratio_to_flaml": means["associate"] / means["flaml"] if "flaml" in losses else None,
    }


def difference(ours, theirs):
    """How far one is behind the other, with the standard error over the folds."""
    behind = [own - other for own, other in zip(ours, theirs)]
    return statistics.fmean(behind), statistics.stdev(behind) / len(behind) ** 0.5


def flights(options):
    text = (ROOT / "Examples/late-flights/brief.yaml").read_text()
    folder = ROOT / "Examples/late-flights"
    text = text.replace("candidates: [prior, linear, boosted_trees]", "candidates: [prior, tuned_trees]")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        # Paths of a brief start from its folder.
        (folder / pathlib.Path(place).name / "brief.yaml").write_text(
            text.replace("data/", "../data/").replace("sql/", "../sql/") + f"budget: {{trials: {options.trials}}}\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = call(options, ["run", f"{place}/brief.yaml", "--store", f"{place}/runs", "--json", "--quiet"])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        metrics = {each["name"]: each["metrics"] for each in run["metrics"]["candidates"]}
        trials = json.loads((pathlib.Path(run["directory"]) / "evaluation/trials.json").read_text())
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    own = metrics["tuned_trees"]
    return {
        "chosen": run["chosen"], "processor_seconds": seconds, "flaml": FLAML,
        "trials": len(trials["searches"][0]["trials"]),
        "stopped": sum(trial["status"] == "stopped" for trial in trials["searches"][0]["trials"]),
        "roc_auc": own["roc_auc"], "log_loss": own["log_loss"],
        "holds": own["roc_auc"]["upper"] >= FLAML["roc_auc"] and own["log_loss"]["lower"] <= FLAML["log_loss"]
        and seconds <= FLAML["processor_seconds"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", nargs="+", default=[*SKLEARN, *ISLP], choices=[*SKLEARN, *ISLP])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--candidates", default="prior,linear,boosted_trees,random_forest,tuned_trees")
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--flaml", type=float, default=0, help="seconds for each fold")
    parser.add_argument("--peers", type=pathlib.Path, help="a file of the peers' figures")
    parser.add_argument("--flights", action="store_true")
    parser.add_argument("--associate", default="./associate", help="the command, from the root of the repository")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if options.flights:
        results = flights(options)
        print(json.dumps(results, indent=2))
    else:
        results = []
        for name in options.tables:
            results.append(compare(options, name))
            last = results[-1]
            figures = " · ".join(f"{who} {value:.5g}" for who, value in last["means"].items())
            print(f"{name:14} {figures} · behind {last['better_peer']} by {last['behind']:+.4g} ± "
                  f"{last['standard_error']:.3g}{' WORSE' if last['worse'] else ''} · "
                  + ("behind FLAML by {:+.4g} ± {:.3g} · ".format(*last["behind_flaml"]) if last["behind_flaml"] else "")
                  + ", ".join(f"{name} {last['chosen'].count(name)}" for name in sorted(set(last["chosen"]))), flush=True)
        print(f"{sum(each['worse'] for each in results)} of {len(results)} are worse by more than a standard error")
        if all(each["ratio_to_flaml"] for each in results):
            ratios = [each["ratio_to_flaml"] for each in results]
            print(f"losses are {statistics.geometric_mean(ratios):.4f} times FLAML's on average")
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
