"""Opens packages with the programs that they are for: onnx, ONNX Runtime, MLflow.

    scripts/python-oracles
    .deps/python/bin/python Tests/Oracles/packages.py CASES

Each folder of CASES is a package with two more files: rows.json (raw columns) and expected.json (what the program
predicts for them). Each is checked by onnx in full; run by ONNX Runtime from the file alone; and fed through the
package's own loader, by itself and by MLflow, with frames of pandas in every form that such columns have. Prints one
JSON document: for each package and way, the largest difference and the rows whose label differs.
"""

import contextlib
import datetime
import io
import json
import logging
import pathlib
import sys
import warnings

import mlflow
import numpy
import onnx
import onnxruntime
import pandas

from cases import TOLERANCE, difference, doubles, objects, reports

EPOCH = datetime.datetime(1970, 1, 1)


def optional(values, convert):
    return [None if value is None else convert(value) for value in values]


def moments(values):
    """Microseconds as NumPy's times, NaT where there is none."""
    nat = numpy.iinfo(numpy.int64).min
    return numpy.array([nat if value is None else value for value in values], dtype=numpy.int64).view("datetime64[us]")


def python_moment(kind):
    """A moment as Python has it; beyond its years, as NumPy has it."""

    def convert(value):
        try:
            moment = EPOCH + datetime.timedelta(microseconds=value)
        except OverflowError:
            return numpy.datetime64(value, "us")
        if kind == "date":
            return moment.date()
        return moment.replace(tzinfo=datetime.timezone.utc) if kind == "instant" else moment

    return convert


def plain(kind, values):
    """A column as NumPy and older pandas have it."""
    if kind == "double":
        return doubles(values)
    if kind == "integer" and None not in values:
        return numpy.array(values, dtype=numpy.int64)
    if kind == "boolean" and None not in values:
        return numpy.array(values, dtype=bool)
    return moments(values) if kind in ("date", "timestamp", "instant") else objects(values)


def nullable(kind, values):
    """A column in pandas' types with missing values."""
    if kind == "double":
        # NaN and NA are both missing.
        column = pandas.Series(doubles(values)).astype("Float64")
        return column.where(pandas.Series([value is not None for value in values], dtype=bool)).array
    if kind in ("integer", "boolean"):
        return pandas.array(values, dtype="Int64" if kind == "integer" else "boolean")
    if kind == "text":
        return pandas.Categorical(values)
    times = pandas.Series(moments(values))
    return (times.dt.tz_localize("UTC") if kind == "instant" else times).array


def boxed(kind, values):
    """A column of Python's own values, None where there is none."""
    if kind == "double":
        return objects([None if bits is None else float(value) for bits, value in zip(values, doubles(values))])
    if kind in ("date", "timestamp", "instant"):
        return objects(optional(values, python_moment(kind)))
    return objects(values)


def arrow(kind, values):
    """A column as Parquet gives it, kept by Arrow."""
    import pyarrow

    types = {"integer": pyarrow.int64(), "double": pyarrow.float64(), "boolean": pyarrow.bool_()}
    types |= {"text": pyarrow.large_string(), "timestamp": pyarrow.timestamp("us")}
    types |= {"instant": pyarrow.timestamp("us", "UTC"), "date": pyarrow.timestamp("us")}
    if kind == "double":
        values = [None if bits is None else float(value) for bits, value in zip(values, doubles(values))]
    return pandas.arrays.ArrowExtensionArray(pyarrow.array(values, type=types[kind]))


def frame(rows, form):
    columns = {column["name"]: form(column["type"], column["values"]) for column in rows["columns"]}
    return pandas.DataFrame(columns, index=range(100, 100 + rows["rows"]))


def fed_alone(session, rows):
    """What ONNX Runtime answers to the columns in the forms that the graph's notes ask for."""
    columns = {column["name"]: column for column in rows["columns"]}
    facts = json.loads(session.get_modelmeta().custom_metadata_map["associate"])
    feeds = {}
    for column in facts["columns"]:
        values = columns[column["name"]]["values"]
        if column["kind"] == "category":
            feeds[column["mask"]] = numpy.array([[value is None] for value in values])
            fed = objects(["" if value is None else value for value in values])
        elif column["kind"] in ("number", "boolean"):
            given = columns[column["name"]]["type"]
            fed = doubles(values) if given == "double" else numpy.array(
                [numpy.nan if value is None else value for value in values], dtype=numpy.float64)
        else:
            fed = moments(values).view(numpy.int64)
        feeds[column["input"]] = fed.reshape(-1, 1)
    if not feeds:
        feeds["row"] = numpy.zeros((rows["rows"], 1))
    outputs = facts["outputs"]
    scores = session.run([outputs["scores"]], feeds)[0]
    labels = session.run([outputs["label"]], feeds)[0] if "label" in outputs else None
    return scores, labels


def predicted(answer):
    """Scores and labels of what a loader answers."""
    names = [name for name in answer if name != "prediction"]
    scores = numpy.column_stack([numpy.asarray(answer[name]) for name in names])
    return scores, numpy.asarray(answer["prediction"])


def refuses(loader, rows):
    """Holds the loader to naming a column that is not there, and one that holds something else."""
    given = frame(rows, plain)
    for column in loader.facts["columns"]:
        name = column["name"]
        wrong = given.copy()
        wrong[name] = objects([object()] * len(given))
        for bad, error in [(given.drop(columns=[name]), KeyError), (wrong, TypeError)]:
            try:
                loader.predict(bad)
            except error as refusal:
                # A KeyError shows its message quoted once more.
                message = str(refusal.args[0])
                assert repr(name)[1:-1] in message or name in message, refusal
            else:
                raise AssertionError(f"{name!r} was read though it cannot be")


def report(folder):
    rows = json.loads((folder / "rows.json").read_text())
    expected = json.loads((folder / "expected.json").read_text())
    path = str(folder / "model.onnx")
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    ways = {"onnxruntime": fed_alone(session, rows)}
    model = mlflow.pyfunc.load_model(str(folder))
    assert onnx.load(path) == mlflow.onnx.load_model(str(folder))
    for form in (plain, nullable, boxed, arrow):
        given = frame(rows, form)
        answer = model.predict(given)
        assert list(answer.index) == list(given.index), "rows keep their index"
        ways["mlflow, " + form.__name__] = predicted(answer)
    loader = sys.modules["associate_model"].Model(path)
    lists = {column["name"]: boxed(column["type"], column["values"]).tolist() for column in rows["columns"]}
    if loader.facts["columns"]:
        ways["loader, lists"] = predicted(loader.predict(lists))
    refuses(loader, rows)
    first = frame(rows, plain).iloc[:1]
    one, _ = predicted(model.predict(first))
    many = ways["mlflow, plain"][0][:1]
    assert numpy.allclose(one, many, rtol=TOLERANCE, atol=TOLERANCE), "a row alone scores as among others"
    return {way: difference(found, expected, rows["rows"]) for way, found in ways.items()}


def main():
    warnings.filterwarnings("error", module="associate_model")
    logging.getLogger("mlflow").setLevel(logging.ERROR)
    reports(report)


if __name__ == "__main__":
    main()
