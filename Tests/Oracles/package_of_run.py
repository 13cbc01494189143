"""Holds the package of a run to the run's own predictions, with stock MLflow, onnx and pandas.

    .deps/python/bin/python Tests/Oracles/package_of_run.py RUN

Predicts the rows of data/test.parquet by `mlflow.pyfunc.load_model`, in every form in which pandas reads Parquet, and
compares with evaluation/predictions.parquet; opens the flavour `onnx`; checks SHA256SUMS and the input example. Prints
one JSON document: the rows, and for each form the largest difference and the rows whose prediction differs.

The run's brief names a key, and its test rows are a part of their own.
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


def forms(file):
    """The rows as pandas reads them, by the name of the form."""
    plain = pandas.read_parquet(file)
    yield "numpy", plain
    yield "nullable", pandas.read_parquet(file, dtype_backend="numpy_nullable")
    yield "arrow", pandas.read_parquet(file, dtype_backend="pyarrow")
    texts = [name for name in plain if pandas.api.types.is_string_dtype(plain[name].dtype)]
    yield "categories", plain.astype({name: "category" for name in texts})


def in_order(rows, predictions, key):
    """The rows in the order of the predictions, by the key that the brief names."""
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
    predictions = pandas.read_parquet(run / "evaluation" / "predictions.parquet")
    found = {}
    for name, rows in forms(run / "data" / "test.parquet"):
        answer = model.predict(in_order(rows, predictions, facts["key"]))
        scores = [column for column in answer if column != "prediction"]
        ours, wanted = answer[scores].to_numpy(float), predictions[scores].to_numpy(float)
        worst = numpy.abs(ours - wanted) / numpy.maximum(1, numpy.abs(wanted))
        differ = 0
        if facts["task"] != "regression":
            assert answer["prediction"].dtype.kind == predictions["prediction"].dtype.kind, "the label's own type"
            differ = int((answer["prediction"].to_numpy() != predictions["prediction"].to_numpy()).sum())
        found[name] = {"worst": float(worst.max()), "labels_differ": differ}
    return {"rows": len(predictions), "forms": found}


if __name__ == "__main__":
    # What libraries print is no part of the document.
    with contextlib.redirect_stdout(io.StringIO()):
        document = main()
    json.dump(document, sys.stdout)
