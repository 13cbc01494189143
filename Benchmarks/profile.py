#!/usr/bin/env python3
"""A profile of a table beside ydata-profiling, on this machine, in turn.

usage: Benchmarks/profile.py TABLE.parquet [--python PYTHON] [--minimal] [--rounds 3] [--json]

PYTHON has ydata_profiling, pandas and pyarrow; without it only Associate is measured. Associate is called as
`./associate profile TABLE.parquet --html PAGE`: its whole process counts, reading and hashing the file too, and the memory
of the program and its child together is read from /proc. Of ydata-profiling only the report and its HTML count, not the
import nor reading the table; `--minimal` turns off what it does slowest (correlations, interactions, duplicates).
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PEER = """
import sys, time, json
import pandas
from ydata_profiling import ProfileReport
frame = pandas.read_parquet(sys.argv[1]); start = time.time()
ProfileReport(frame, minimal=sys.argv[3] == "1", progress_bar=False).to_file(sys.argv[2], silent=True)
print(json.dumps({"profile_s": time.time() - start}))
"""


def children(process):
    """The process and those that it started."""
    found = [process]
    for child in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        for number in child.read_text().split():
            found += children(int(number))
    return found


def resident(process):
    """MiB of memory of a process and its children."""
    total = 0
    try:
        for number in children(process):
            for line in pathlib.Path(f"/proc/{number}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    total += int(line.split()[1])
    except OSError:
        pass
    return total / 1024


def ours(command):
    start, most = time.monotonic(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.02)
    assert process.returncode == 0
    return time.monotonic() - start, most


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("--python")
    parser.add_argument("--minimal", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--associate", default=str(ROOT / "associate"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seconds, memory, theirs, sizes = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        for _ in range(options.rounds):
            taken, most = ours([options.associate, "profile", options.table, "--html", str(page), "--quiet"])
            seconds.append(taken)
            memory.append(most)
            sizes.append(page.stat().st_size)
            if options.python:
                peer = subprocess.run(
                    [options.python, "-c", PEER, options.table, str(pathlib.Path(folder) / "peer.html"),
                     "1" if options.minimal else "0"], capture_output=True, check=True, text=True)
                theirs.append(json.loads(peer.stdout.splitlines()[-1])["profile_s"])
    result = {"associate_s": seconds, "associate_mib": round(max(memory)), "page_bytes": max(sizes)}
    if theirs:
        result["ydata_profiling_s"] = theirs
        result["times_as_fast"] = statistics.median(theirs) / statistics.median(seconds)
    print(json.dumps(result) if options.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
