"""What oracles of generated models share: the cases that the tests wrote, and what an answer is held to.

Each case is a folder with rows.json (raw columns) and expected.json (what the program predicts for them).
"""

import contextlib
import io
import json
import pathlib
import sys

import numpy

TOLERANCE = 1e-9


def doubles(bits):
    """Doubles from their bits; a missing one is NaN."""
    nan = int(numpy.float64("nan").view(numpy.int64))
    return numpy.array([nan if value is None else value for value in bits], dtype=numpy.int64).view(numpy.float64)


def objects(values):
    array = numpy.empty(len(values), dtype=object)
    array[:] = values
    return array


def difference(found, expected, rows):
    """The largest difference, and the rows whose label differs though their score is not near a border."""
    scores, labels = found
    wanted = doubles(expected["scores"]).reshape(rows, -1)
    distance = numpy.abs(scores - wanted) / numpy.maximum(1, numpy.abs(wanted))
    distance = numpy.where(scores == wanted, 0, distance)
    assert distance.shape == wanted.shape, "an answer for each row"
    worst = float(numpy.nan_to_num(distance, nan=numpy.inf).max(initial=0))
    differ = 0
    if expected["labels"] is not None:
        ordered = numpy.sort(wanted, axis=1)
        margin = ordered[:, -1] - ordered[:, -2] if wanted.shape[1] > 1 else numpy.abs(
            wanted[:, 0] - float(doubles([expected["threshold"]])[0]))
        differ = int(((labels.astype(object) != objects(expected["labels"])) & (margin > TOLERANCE)).sum())
    return {"worst": worst if numpy.isfinite(worst) else 1e308, "labels_differ": differ}


def reports(report):
    """Prints one JSON document with what `report` says of each folder below the command line's."""
    cases = {}
    for folder in sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.is_dir()):
        try:
            # What libraries print is no part of the document.
            with contextlib.redirect_stdout(io.StringIO()):
                cases[folder.name] = {"ways": report(folder)}
        except Exception as error:
            cases[folder.name] = {"error": f"{type(error).__name__}: {error}"[:2000]}
    json.dump({"cases": cases}, sys.stdout)
