"""Writes small models of other programs, and what they answer, for Tests/EndToEndTests/Fixtures/foreign.

    python Tests/Oracles/foreign_models.py Tests/EndToEndTests/Fixtures/foreign

Needs what Tests/Oracles/requirements.txt pins. Models of scikit-learn are exported by skl2onnx; graphs in the style of
PyTorch's and Keras's exporters are put together with onnx.helper. The expected scores are ONNX Runtime's, the labels
scikit-learn's.
"""

import csv
import json
import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

OPSET = 18
TARGET = {"": OPSET, "ai.onnx.ml": 3}
PLANS = ["basic", "family", "plus"]


def rows(count=600):
    """Customers with a plan, some without an age; who churns follows from them and chance."""
    draws = numpy.random.default_rng(19)
    plan = draws.choice(PLANS, count)
    age = draws.integers(18, 80, count).astype(float)
    usage = draws.gamma(2.0, 10.0, count).round(3)
    calls = draws.integers(0, 9, count)
    logit = 0.9 * (plan == "basic") - 0.03 * (age - 45) - 0.05 * usage + 0.4 * calls - 0.6
    churned = draws.random(count) < 1 / (1 + numpy.exp(-logit))
    level = numpy.select([logit < -1.2, logit < 0.4], ["low", "middle"], "high")
    spend = (20 + 0.8 * usage + 3 * calls + draws.normal(0, 2, count)).round(4)
    age[draws.random(count) < 0.06] = numpy.nan
    return {
        "id": numpy.arange(1, count + 1), "plan": plan, "age": age, "usage": usage, "calls": calls,
        "churned": numpy.where(churned, "yes", "no"), "level": level, "spend": spend,
    }


def write_rows(table, path):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table)
        for cells in zip(*table.values()):
            writer.writerow(["" if isinstance(cell, float) and numpy.isnan(cell) else cell for cell in cells])


def scores(model, feeds, output):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run([output], feeds)[0].astype(float).round(9).tolist()


def graph(nodes, inputs, outputs, weights, name):
    made = helper.make_model(
        helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(v, k) for k, v in weights.items()]),
        opset_imports=[helper.make_opsetid("", OPSET)], producer_name="associate-oracle")
    made.ir_version = 9
    onnx.checker.check_model(made)
    return made


def dense(name, sizes, seed, last):
    """A network as exporters write it: Gemm and Relu, then `last`; one float input with a free first dimension."""
    draws = numpy.random.default_rng(seed)
    nodes, weights, value = [], {}, "input"
    for place, (rows_in, rows_out) in enumerate(zip(sizes, sizes[1:])):
        weights[f"fc{place}.weight"] = (draws.normal(0, 0.2, (rows_out, rows_in)) / 10).astype(numpy.float32)
        weights[f"fc{place}.bias"] = draws.normal(0, 0.1, rows_out).astype(numpy.float32)
        nodes.append(helper.make_node(
            "Gemm", [value, f"fc{place}.weight", f"fc{place}.bias"], [f"gemm{place}"], transB=1))
        value = f"gemm{place}"
        if place < len(sizes) - 2:
            nodes.append(helper.make_node("Relu", [value], [f"relu{place}"]))
            value = f"relu{place}"
    nodes.append(helper.make_node(last, [value], ["output"]))
    return graph(
        nodes, [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", sizes[0]])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", sizes[-1]])], weights, name)


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    table = rows()
    write_rows(table, folder / "customers.csv")
    count = len(table["id"])
    numbers = numpy.column_stack([table["age"], table["usage"], table["calls"]]).astype(numpy.float32)
    filled = numpy.column_stack([table["usage"], table["calls"]]).astype(numpy.float32)
    head = slice(0, count // 2)
    models, answers = {}, {}

    # One matrix of numbers, missing ones filled inside.
    linear = make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression()).fit(
        numbers[head], table["churned"][head])
    models["sklearn_matrix"] = to_onnx(
        linear, numbers[:1], target_opset=TARGET, options={"zipmap": False})
    answers["sklearn_matrix"] = scores(models["sklearn_matrix"], {"X": numbers}, "probabilities")
    models["sklearn_zipmap"] = to_onnx(linear, numbers[:1], target_opset=TARGET)

    # One input a column, as skl2onnx writes a pipeline over a frame.
    import pandas

    frame = pandas.DataFrame({name: table[name] for name in ["plan", "age", "usage", "calls"]})
    columns = make_pipeline(
        ColumnTransformer([
            ("text", OneHotEncoder(handle_unknown="ignore"), ["plan"]),
            ("number", make_pipeline(SimpleImputer(), StandardScaler()), ["age", "usage"]),
            ("count", StandardScaler(), ["calls"]),
        ]), LogisticRegression()).fit(frame[head], table["churned"][head])
    models["sklearn_columns"] = to_onnx(
        columns, initial_types=[
            ("plan", StringTensorType([None, 1])), ("age", FloatTensorType([None, 1])),
            ("usage", FloatTensorType([None, 1])), ("calls", Int64TensorType([None, 1])),
        ], target_opset=TARGET, options={"zipmap": False})
    feeds = {
        "plan": frame[["plan"]].to_numpy(dtype=object).astype(str), "age": numbers[:, :1], "usage": numbers[:, 1:2],
        "calls": table["calls"].reshape(-1, 1),
    }
    answers["sklearn_columns"] = scores(models["sklearn_columns"], feeds, "probabilities")

    # Three classes, trees.
    trees = GradientBoostingClassifier(n_estimators=3, max_leaf_nodes=4, random_state=1).fit(
        filled[head], table["level"][head])
    models["sklearn_classes"] = to_onnx(trees, filled[:1], target_opset=TARGET, options={"zipmap": False})
    answers["sklearn_classes"] = scores(models["sklearn_classes"], {"X": filled}, "probabilities")

    # A number.
    forest = RandomForestRegressor(n_estimators=3, max_leaf_nodes=6, random_state=1).fit(
        filled[head], table["spend"][head])
    models["sklearn_number"] = to_onnx(forest, filled[:1], target_opset=TARGET)
    answers["sklearn_number"] = scores(models["sklearn_number"], {"X": filled}, "variable")

    # PyTorch's style: logits; Keras's: a sigmoid, and a softmax.
    models["torch_logit"] = dense("main_graph", [2, 4, 1], 5, "Identity")
    answers["torch_logit"] = scores(models["torch_logit"], {"input": filled}, "output")
    models["keras_sigmoid"] = dense("model", [2, 4, 1], 5, "Sigmoid")
    answers["keras_sigmoid"] = scores(models["keras_sigmoid"], {"input": filled}, "output")
    models["keras_softmax"] = dense("model", [2, 4, 3], 6, "Softmax")
    answers["keras_softmax"] = scores(models["keras_softmax"], {"input": filled}, "output")

    for name, model in models.items():
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString())
    (folder / "answers.json").write_text(json.dumps(answers, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
