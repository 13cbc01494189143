"""Writes Tests/EvaluationTests/Fixtures/scorers.json: the names of scikit-learn's scorers.

Run by hand:  python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
              venv/bin/python Tests/Oracles/scorers.py
"""

import json
import pathlib

import sklearn
from sklearn.metrics import get_scorer_names

assert sklearn.__version__ == "1.9.1", sklearn.__version__
OUT = pathlib.Path(__file__).resolve().parents[1] / "EvaluationTests" / "Fixtures" / "scorers.json"
OUT.write_text(json.dumps({"scikit-learn": sklearn.__version__, "scorers": sorted(get_scorer_names())}, indent=1) + "\n")
