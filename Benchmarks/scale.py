"""One job on a table of any size: wall and processor seconds, and the memory of all its processes together.

usage: scale.py ASSOCIATE TABLE.parquet [--label label] [--iterations 100] [--store DIR]

Memory is resident memory summed over the program and its children, read five times a second. Processor seconds are
those of all processes; unlike wall time they mean something on a machine that others use too.
"""

import argparse
import json
import pathlib
import resource
import subprocess
import tempfile
import time

from memory import resident


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("associate")
    parser.add_argument("table")
    parser.add_argument("--label", default="label")
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--store")
    options = parser.parse_args()
    folder = pathlib.Path(options.store or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    brief = folder / "scale.yaml"
    brief.write_text(
        f"name: scale\ndata:\n  sources: {{big: {pathlib.Path(options.table).resolve()}}}\n"
        f"  label: {options.label}\nbudget: {{iterations: {options.iterations}}}\n"
    )
    start, peak = time.time(), 0
    job = subprocess.Popen(
        [options.associate, "run", str(brief), "--store", str(folder / "runs"), "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    while True:
        try:
            output, _ = job.communicate(timeout=0.2)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, resident(job.pid))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = json.loads(output)
    manifest = json.loads((pathlib.Path(outcome["directory"]) / "manifest.json").read_text())
    print(json.dumps({
        "status": outcome["status"], "wall_seconds": round(time.time() - start, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1), "peak_mib": peak >> 10,
        "largest_process_mib": used.ru_maxrss >> 10, "seconds": manifest["seconds"],
    }, indent=1))


main()
