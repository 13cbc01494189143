"""Writes the two tables of scikit-learn that `associate init` is tried on, as it distributes them.

    python3 Tests/Oracles/init_tables.py

Needs scikit-learn and pandas. The label is the last column, `target`.
"""

import gzip
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes

OUT = Path(__file__).resolve().parent.parent / "EndToEndTests" / "Fixtures" / "init"

OUT.mkdir(parents=True, exist_ok=True)
for name, load in [("breast_cancer", load_breast_cancer), ("diabetes", load_diabetes)]:
    table = load(as_frame=True).frame.to_csv(index=False).encode()
    # Without a date in the header the bytes are the same each time.
    (OUT / f"{name}.csv.gz").write_bytes(gzip.compress(table, 9, mtime=0))
