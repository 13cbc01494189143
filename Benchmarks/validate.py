#!/usr/bin/env python3
"""84 expectations on a numeric table, beside Great Expectations, on this machine, in turn.

usage: Benchmarks/validate.py PEER.py --python PYTHON [--table TABLE] [--larger TABLE] [--rounds 5] [--json]

PEER.py is called as `PYTHON PEER.py TABLE.parquet` and prints one JSON object with `validate_s`; it lives outside of
this repository. PYTHON has pandas, pyarrow and great_expectations, and makes the table where none is given: a million
rows of 28 numbers of 32 bits, `f00` to `f27`, and a label. A larger table of the same columns is checked by Associate
alone, which shows how time grows. Associate is called as `./associate check TABLE.parquet --suite SUITE.json --json`: its whole process counts,
reading and hashing the file too. Medians over the rounds.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
MAKE = """
import sys, numpy, pandas
rows = 1_000_000; random = numpy.random.default_rng(7)
frame = pandas.DataFrame({f"f{i:02d}": (random.gamma(2, 0.5, rows) - (i % 3) * 0.3).astype("f4") for i in range(28)})
frame["label"] = random.integers(0, 2, rows)
frame.to_parquet(sys.argv[1])
"""


def suite():
    expectations = []
    for column in [f"f{index:02d}" for index in range(28)]:
        expectations += [
            {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": column}},
            {"type": "expect_column_values_to_be_between",
             "kwargs": {"column": column, "min_value": -8, "max_value": 60}},
            {"type": "expect_column_mean_to_be_between", "kwargs": {"column": column, "min_value": -1, "max_value": 3}},
        ]
    return {"name": "s", "expectations": expectations}


def check(associate, table, suite):
    """Seconds of the whole process."""
    start = time.monotonic()
    done = subprocess.run([associate, "check", str(table), "--suite", str(suite), "--json"], capture_output=True, check=True)
    seconds = time.monotonic() - start
    results = json.loads(done.stdout)["results"]
    assert len(results) == 84 and all(result["success"] for result in results)
    return seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("--python", required=True)
    parser.add_argument("--table")
    parser.add_argument("--larger")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--associate", default=str(ROOT / "associate"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, file = pathlib.Path(folder) / "table.parquet", pathlib.Path(folder) / "suite.json"
        if options.table:
            table = options.table
        else:
            subprocess.run([options.python, "-c", MAKE, str(table)], check=True)
        file.write_text(json.dumps(suite()))
        ours, theirs, larger = [], [], []
        for _ in range(options.rounds):
            ours.append(check(options.associate, table, file))
            peer = subprocess.run([options.python, options.peer, str(table)], capture_output=True, check=True, text=True)
            theirs.append(json.loads(peer.stdout.splitlines()[-1])["validate_s"])
            if options.larger:
                larger.append(check(options.associate, options.larger, file))
    result = {
        "expectations": 84, "associate_s": statistics.median(ours), "great_expectations_s": statistics.median(theirs),
        "ratio": statistics.median(ours) / statistics.median(theirs),
    }
    if larger:
        result |= {"larger_s": statistics.median(larger), "growth": statistics.median(larger) / statistics.median(ours)}
    print(json.dumps(result) if options.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
