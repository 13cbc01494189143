"""Fixtures for features: scikit-learn's imputation, standardisation and one-hot encoding, Python's calendar.

Made with Python 3.11, scikit-learn 1.9.1, numpy 2.4.6:
    python Tests/Oracles/features.py
writes Tests/FeaturesTests/Fixtures/encoders.json and Tests/ScoringTests/Fixtures/calendar.json.
"""

import datetime
import json
import pathlib

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TESTS = pathlib.Path(__file__).resolve().parent.parent
TRAIN, APPLY, MINIMUM = 240, 40, 20


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=None, separators=(",", ":"), sort_keys=True) + "\n")


def numbers(rng):
    rows = TRAIN + APPLY
    columns = {
        "skewed": np.exp(rng.normal(2, 1.5, rows)),
        "integers": rng.integers(-50, 900, rows).astype(float),
        "far": 1e9 + rng.normal(0, 1e-2, rows),
        "tiny": rng.normal(0, 1e-12, rows),
        "complete": rng.normal(-3, 7, rows),
    }
    answer = {}
    for name, values in columns.items():
        if name != "complete":
            values[rng.random(rows) < 0.1] = np.nan
        train, apply = values[:TRAIN, None], values[TRAIN:, None]
        imputer = SimpleImputer(strategy="median").fit(train)
        scaler = StandardScaler().fit(imputer.transform(train))
        answer[name] = {
            "values": [None if np.isnan(v) else float(v) for v in values],
            "median": float(imputer.statistics_[0]),
            "mean": float(scaler.mean_[0]),
            "scale": float(scaler.scale_[0]),
            "standardised": [float(v) for v in scaler.transform(imputer.transform(apply))[:, 0]],
        }
    return answer


def categories(rng):
    texts = ["UA", "B6", "AA", "DL", "ÉV", "rare", "rarer", "a b=c"]
    share = [0.25, 0.2, 0.15, 0.1, 0.1, 0.05, 0.02, 0.13]
    drawn = [str(t) for t in rng.choice(texts, TRAIN + APPLY, p=share)]
    drawn = [None if rng.random() < 0.15 else t for t in drawn]
    drawn[TRAIN : TRAIN + 3] = ["never seen", "", "ua"]
    filled = np.array([["<missing>" if t is None else t] for t in drawn], dtype=object)
    encoder = OneHotEncoder(min_frequency=MINIMUM, handle_unknown="infrequent_if_exist", sparse_output=False)
    encoder.fit(filled[:TRAIN])
    infrequent = set(encoder.infrequent_categories_[0])
    slots = [c for c in encoder.categories_[0] if c not in infrequent] + ["<other>"]
    encoded = encoder.transform(filled[TRAIN:])
    assert "<missing>" in slots and encoded.shape[1] == len(slots) and (encoded.sum(axis=1) == 1).all()
    return {
        "values": drawn,
        "levels": [s for s in slots if s not in ("<other>", "<missing>")],
        "slots": [slots[int(row.argmax())] for row in encoded],
    }


def calendar(rng):
    epoch = datetime.datetime(1970, 1, 1)
    moments = [
        datetime.datetime(1, 1, 1),
        datetime.datetime(9999, 12, 31, 23, 59, 59, 999999),
        epoch,
        epoch - datetime.timedelta(microseconds=1),
    ]
    for year in (4, 100, 400, 1600, 1700, 1900, 1968, 1972, 2000, 2024, 2100):
        for month, day in ((1, 1), (2, 28), (3, 1), (12, 31)):
            moments.append(datetime.datetime(year, month, day, 12, 30))
    for year in (4, 400, 1600, 1968, 2000, 2024):
        moments.append(datetime.datetime(year, 2, 29, 23, 59, 59))
    span = (datetime.datetime(9999, 12, 31) - datetime.datetime(1, 1, 1)).days
    for day, second, micro in zip(rng.integers(0, span, 400), rng.integers(0, 86400, 400), rng.integers(0, 10**6, 400)):
        moments.append(
            datetime.datetime(1, 1, 1)
            + datetime.timedelta(days=int(day), seconds=int(second), microseconds=int(micro))
        )
    return [
        [
            (m - epoch) // datetime.timedelta(microseconds=1),
            m.year,
            m.month,
            m.day,
            m.weekday(),
            m.hour,
            m.hour * 60 + m.minute,
        ]
        for m in moments
    ]


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    write(
        TESTS / "FeaturesTests/Fixtures/encoders.json",
        {"train": TRAIN, "minimum": MINIMUM, "numbers": numbers(rng), "category": categories(rng)},
    )
    write(TESTS / "ScoringTests/Fixtures/calendar.json", {"moments": calendar(rng)})
