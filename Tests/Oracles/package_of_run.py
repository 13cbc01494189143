"""Holds the package of a run to the run's own predictions, with stock MLflow, onnx and pandas.

    .deps/python/bin/python Tests/Oracles/package_of_run.py RUN

Predicts the rows of data/*.parquet that evaluation/predictions.parquet is about, by `mlflow.pyfunc.load_model`, in every
form that pandas reads Parquet in; opens the flavour `onnx`; checks SHA256SUMS and the input example. Prints one JSON
document: the rows, and for each form the largest difference and the rows whose prediction differs.
"""

import contextlib
import hashlib
import io
import json
import logging
import pathlib
import sys
import warnings

import mlflow
import numpy
import onnx
import pandas


def judged(folder, key):
    """The rows that were judged, in the order of the predictions, and the predictions."""
    predictions = pandas.read_parquet(folder / "evaluation" / "predictions.parquet")
    test = folder / "data" / "test.parquet"
    parts = [test] if test.exists() else sorted((folder / "data").glob("*.parquet"))
    return predictions, parts


def forms(parts):
    """The rows as pandas reads them, by the name of the form."""
    for name, options in [("numpy", {}), ("nullable", {"dtype_backend": "numpy_nullable"}), ("arrow", {"dtype_backend": "pyarrow"})]:
        yield name, pandas.concat([pandas.read_parquet(part, **options) for part in parts], ignore_index=True)
    rows = pandas.concat([pandas.read_parquet(part) for part in parts], ignore_index=True)
    texts = [name for name in rows if pandas.api.types.is_string_dtype(rows[name].dtype)]
    yield "categories", rows.astype({name: "category" for name in texts})


def in_order(rows, predictions, key):
    """The rows in the order of the predictions: both are in key order where there is a key, else as they stand."""
    if not key:
        return rows
    places = {values: place for place, values in enumerate(rows[key].astype(object).itertuples(index=False, name=None))}
    wanted = [places[values] for values in predictions[key].astype(object).itertuples(index=False, name=None)]
    return rows.iloc[wanted]


def same_sums(folder):
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def main():
    logging.getLogger("mlflow").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    run = pathlib.Path(sys.argv[1])
    package = run / "model"
    facts = json.loads((package / "associate.json").read_text())
    same_sums(package)
    onnx.checker.check_model(str(package / "model.onnx"), full_check=True)
    model = mlflow.pyfunc.load_model(str(package))
    assert mlflow.onnx.load_model(str(package)) == onnx.load(str(package / "model.onnx"))
    example = mlflow.models.Model.load(str(package)).load_input_example(str(package))
    assert len(model.predict(example)) == len(example) == 1, "the input example is one row"
    predictions, parts = judged(run, facts["key"])
    found = {}
    for name, rows in forms(parts):
        answer = model.predict(in_order(rows, predictions, facts["key"]))
        scores = [column for column in answer if column != "prediction"]
        ours, wanted = answer[scores].to_numpy(float), predictions[scores].to_numpy(float)
        worst = numpy.abs(ours - wanted) / numpy.maximum(1, numpy.abs(wanted))
        differ = (answer["prediction"].to_numpy() != predictions["prediction"].to_numpy()).sum()
        if facts["task"] == "regression":
            differ = 0
        else:
            assert answer["prediction"].dtype.kind == predictions["prediction"].dtype.kind, "the label's own type"
        found[name] = {"worst": float(worst.max()), "labels_differ": int(differ)}
    return {"rows": len(predictions), "forms": found}


if __name__ == "__main__":
    # What libraries print is no part of the document.
    with contextlib.redirect_stdout(io.StringIO()):
        document = main()
    json.dump(document, sys.stdout)
