"""Writes Tests/EvaluationTests/Fixtures/row_identity.json: row hashes by Python's hashlib.

Run by hand with any Python 3:  python3 Tests/Oracles/row_identity.py
"""

import hashlib
import json
import pathlib
import struct

OUT = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "row_identity.json"


def cell(kind, value):
    if value is None:
        return b"\\N"
    if kind == "text":
        return value.encode()
    if kind == "double":
        return struct.pack(">d", float(value)).hex().encode()
    if kind == "boolean":
        return b"1" if value else b"0"
    return str(value).encode()  # integers; timestamps and dates as microseconds since the epoch


def row_hash(seed, cells):
    return int(hashlib.md5(b"\x1f".join([str(seed).encode(), *cells])).hexdigest()[:13], 16)


columns = {
    "integer": [0, 1, -1, 9223372036854775807, -9223372036854775808, None, 42, 42],
    "text": ["", "a", "Zürich", "🛫", "a\x1fb", "\\N", None, None],
    "double": [0.0, -0.0, 0.1, -1.5, 1e308, 5e-324, None, None],
    "boolean": [True, False, None, True, False, True, True, True],
    "timestamp": [0, 1, -1, 1356998400000000, 253402300799999999, None, -62135596800000000, -62135596800000000],
    "date": [0, 86400000000, -86400000000, 1356998400000000, None, 0, 0, 0],
}
rows = len(columns["text"])


def cells(names, row):
    return [cell(name, columns[name][row]) for name in names]


cases = []
for seed in (7, 0, -3, 9223372036854775807):
    for key in (["integer"], ["text"], ["double"], ["boolean"], ["timestamp"], ["date"], ["text", "integer"],
                list(columns)):
        cases.append(dict(seed=seed, key=key, hashes=[row_hash(seed, cells(key, row)) for row in range(rows)]))
    seen, hashes = {}, []
    for row in range(rows):
        own = cells(list(columns), row)
        ordinal = seen[tuple(own)] = seen.get(tuple(own), -1) + 1
        hashes.append(row_hash(seed, own + [str(ordinal).encode()]))
    cases.append(dict(seed=seed, key=[], hashes=hashes))

OUT.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
print(len(cases), "cases")
