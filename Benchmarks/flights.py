#!/usr/bin/env python3
"""The main job beside a conventional pipeline, on this machine, in turn.

usage: Benchmarks/flights.py PEER.py PEER_DATA [--rounds 5] [--python PYTHON] [--json] [-- PEER ARGUMENTS]

PEER.py is called as `PYTHON PEER.py PEER_DATA WORK_DIR PEER ARGUMENTS`; it lives outside of this repository.
Associate is called as `./associate run Examples/late-flights/brief.yaml`. Each round runs one after the
other. Wall times are medians over the rounds. Memory is taken in one more run of each, which is not timed:
the highest sum over all processes at work at one moment (proportional set size, sampled; Linux), and the
largest single process (from the system's own accounting).
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


def tree(pid):
    """A process and what descends from it."""
    pids = [pid]
    for parent in pids:
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                pids += map(int, pathlib.Path(f"/proc/{parent}/task/{task}/children").read_text().split())
        except OSError:
            pass
    return pids


def proportional_size(pid):
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def run(command, sampled=False, folder=ROOT):
    """One call: seconds, the largest process in bytes, the largest sum in bytes where it is sampled."""
    peak, done = [0], threading.Event()
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)

        def sample():
            while not done.wait(0.02):
                peak[0] = max(peak[0], sum(map(proportional_size, tree(process.pid))))

        watcher = threading.Thread(target=sample)
        if sampled:
            watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        if sampled:
            watcher.join()
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{said.read().decode('utf-8', 'replace')[-2000:]}")
    return seconds, usage.ru_maxrss * MAXRSS_UNIT, peak[0] or None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peer's packages")
    parser.add_argument("--json", action="store_true")
    words = sys.argv[1:]
    border = words.index("--") if "--" in words else len(words)
    options, peer_arguments = parser.parse_args(words[:border]), words[border + 1:]

    def say(text):
        print(text, file=sys.stderr, flush=True)

    load = os.getloadavg()[0]
    if load > 0.5:
        say(f"the machine is at work (load {load:.1f}): the figures will say so too")
    subprocess.run([str(ROOT / "associate"), "--version"], stdout=subprocess.DEVNULL, check=True)  # fetches and builds

    work = pathlib.Path(tempfile.mkdtemp(prefix="associate-benchmark-"))
    try:
        calls = 0

        def command(name):
            nonlocal calls
            calls += 1
            folder = str(work / f"{name}-{calls}")
            if name == "associate":
                return [str(ROOT / "associate"), "run", "Examples/late-flights/brief.yaml", "--store", folder, "--json"]
            return [options.python, str(options.peer.resolve()), str(options.data.resolve()), folder, *peer_arguments]

        def folder(name):
            """The peer writes where it stands, which must not be the repository."""
            return ROOT if name == "associate" else work

        times = {"associate": [], "peer": []}
        for number in range(options.rounds):
            for name in times:
                times[name].append(run(command(name), folder=folder(name))[0])
                say(f"round {number + 1}  {name:<10} {times[name][-1]:7.2f} s")
        result = {"rounds": options.rounds, "load_before": load, "cores": os.cpu_count()}
        for name, seconds in times.items():
            _, largest, together = run(command(name), sampled=sys.platform == "linux", folder=folder(name))
            result[name] = {"seconds": sorted(seconds), "median_seconds": statistics.median(seconds),
                            "largest_process_bytes": largest, "all_processes_bytes": together}
        result["ratio"] = result["associate"]["median_seconds"] / result["peer"]["median_seconds"]
    finally:
        shutil.rmtree(work, ignore_errors=True)

    if options.json:
        print(json.dumps(result, indent=2))
        return

    def mebibytes(value):
        return "–" if value is None else f"{value / 2**20:,.0f} MiB"

    print(f"{'':<10} {'median':>9} {'fastest':>9} {'slowest':>9} {'all processes':>14} {'largest':>11}")
    for name in times:
        one = result[name]
        print(f"{name:<10} {one['median_seconds']:>7.2f} s {one['seconds'][0]:>7.2f} s {one['seconds'][-1]:>7.2f} s "
              f"{mebibytes(one['all_processes_bytes']):>14} {mebibytes(one['largest_process_bytes']):>11}")
    print(f"ratio      {result['ratio']:.3f} of the peer's wall time")


main()
