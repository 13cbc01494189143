"""Batch scoring, Parquet to Parquet, beside LightGBM's own prediction in Python, which takes turns with it.

usage: score.py ASSOCIATE RUN TABLE.parquet --python PYTHON [--threads 2] [--rounds 1]

RUN is the folder of a run whose model is boosted trees over numbers alone; LightGBM reads the run's model/model.txt. The
other program reads the table with pandas, predicts with the same threads and writes key-less predictions. Seconds are on
the clock; processor seconds and the largest resident memory, of all processes together, stand beside them.
"""

import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from memory import resident

PEER = """
import sys, lightgbm, pandas
model, table, output, threads = sys.argv[1:]
booster = lightgbm.Booster(model_file=model)
frame = pandas.read_parquet(table, columns=booster.feature_name())
score = booster.predict(frame.to_numpy(), num_threads=int(threads))
pandas.DataFrame({"prediction": score >= 0.5, "score": score}).to_parquet(output)
"""


def measured(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, peak = time.time(), 0
    job = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while job.poll() is None:
        peak = max(peak, resident(job.pid))
        time.sleep(0.1)
    wall = time.time() - start
    if job.returncode:
        sys.exit(f"{command[0]} ended with {job.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall_seconds": round(wall, 2), "processor_seconds": round(work, 2), "peak_mib": peak >> 10}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("associate")
    parser.add_argument("run")
    parser.add_argument("table")
    parser.add_argument("--python", required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    threads = str(options.threads)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.rounds):
            ours = measured([
                options.associate, "score", options.run, "--input", options.table, "--output", f"{folder}/ours.parquet",
                "--threads", threads, "--quiet",
            ])
            theirs = measured([
                options.python, "-c", PEER, f"{options.run}/model/model.txt", options.table, f"{folder}/theirs.parquet",
                threads,
            ])
            print(json.dumps({
                "associate": ours, "lightgbm": theirs,
                "ratio": round(theirs["wall_seconds"] / ours["wall_seconds"], 2),
            }), flush=True)


main()
