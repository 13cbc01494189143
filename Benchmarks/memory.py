"""The resident memory of a process and its children together, in KiB."""

import pathlib


def family(pid):
    members = [pid]
    for children in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                members += family(int(child))
        except OSError:
            pass
    return members


def resident_of(pid):
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.split("VmRSS:")[1].split()[0]) if "VmRSS:" in status else 0


def resident(pid):
    return sum(map(resident_of, family(pid)))
