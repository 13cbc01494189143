"""Writes ONNX files that mean harm, or are broken, into Tests/Corpus/foreign.

    python Tests/Oracles/foreign_hostile.py Tests/Corpus/foreign

Needs what Tests/Oracles/requirements.txt pins. Each takes a matrix `X` of two numbers a row, where it gets as far.
"""

import pickle
import sys
from pathlib import Path

import numpy
from onnx import StringStringEntryProto, TensorProto, helper, numpy_helper

FLOAT = TensorProto.FLOAT


def external(name, location, shape=(2, 1), offset=None):
    tensor = TensorProto(name=name, data_type=FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    entries = {"location": location, "length": "8"} | ({"offset": offset} if offset else {})
    tensor.external_data.extend(StringStringEntryProto(key=key, value=value) for key, value in entries.items())
    return tensor


def weights(values=((0.1,), (0.2,)), name="W"):
    return numpy_helper.from_array(numpy.array(values, dtype=numpy.float32), name)


def rows(name="X", width=2, kind=FLOAT):
    return helper.make_tensor_value_info(name, kind, [None, width])


def model(nodes, initializers=(), outputs=("Y",), opset=18, ir=9, functions=(), **more):
    graph = helper.make_graph(
        nodes, "hostile", [rows()], [rows(name, 1) for name in outputs], list(initializers), **more)
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid("own", 1)]
    made = helper.make_model(graph, opset_imports=opsets, functions=list(functions))
    made.ir_version = ir
    return made.SerializeToString()


def product(initializer="W"):
    return [helper.make_node("MatMul", ["X", initializer], ["Y"])]


def constant(name, tensor):
    return helper.make_node("Constant", [], [name], value=tensor)


def integer(name, *values):
    return constant(name, numpy_helper.from_array(numpy.array(values, dtype=numpy.int64)))


def sparse():
    values = external("S", "weights.bin", (1,))
    places = numpy_helper.from_array(numpy.array([0], dtype=numpy.int64), "places")
    return helper.make_sparse_tensor(values, places, [2, 1])


def branch():
    inner = helper.make_graph([constant("inner", external("W", "../weights.bin"))], "branch", [], [
        helper.make_tensor_value_info("inner", FLOAT, [2, 1])])
    truth = constant("truth", numpy_helper.from_array(numpy.array(True)))
    return [truth, helper.make_node("If", ["truth"], ["W"], then_branch=inner, else_branch=inner), *product()]


def function():
    return helper.make_function(
        "own", "Weights", [], ["W"], [constant("W", external("W", "weights.bin"))], [helper.make_opsetid("", 18)])


def terabytes():
    shape = integer("shape", 2, 1 << 39)
    zeros = helper.make_node("ConstantOfShape", ["shape"], ["W"])
    return [shape, zeros, helper.make_node("MatMul", ["X", "W"], ["wide"]),
            helper.make_node("ReduceSum", ["wide"], ["Y"])]


def endless():
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["on"]), helper.make_node("Add", ["value", "value"], ["next"])], "body",
        [helper.make_tensor_value_info("turn", TensorProto.INT64, []),
         helper.make_tensor_value_info("go", TensorProto.BOOL, []),
         helper.make_tensor_value_info("value", FLOAT, [None, 1])],
        [helper.make_tensor_value_info("on", TensorProto.BOOL, []),
         helper.make_tensor_value_info("next", FLOAT, [None, 1])])
    truth = constant("truth", numpy_helper.from_array(numpy.array(True)))
    turns = constant("turns", numpy_helper.from_array(numpy.array(10**9, dtype=numpy.int64)))
    start = helper.make_node("ReduceSum", ["X", "axis"], ["start"], keepdims=1)
    return [truth, turns, integer("axis", 1), start,
            helper.make_node("Loop", ["turns", "truth", "start"], ["Y"], body=body)]


def field(number, data):
    """A field of bytes in the wire format."""
    head, size = bytes([number << 3 | 2]), len(data)
    while size >= 128:
        head, size = head + bytes([size & 127 | 128]), size >> 7
    return head + bytes([size]) + data


def nested(depth):
    """Graphs in attributes of nodes of graphs, by hand: the library that writes ONNX stops long before."""
    graph = b""
    for _ in range(depth):
        graph = field(1, field(5, field(6, graph)))
    return field(7, graph)


def short():
    tensor = weights()
    tensor.dims[0] = 2000
    return tensor


def huge():
    return TensorProto(name="W", data_type=FLOAT, dims=[1 << 62, 4], raw_data=b"\0" * 8)


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "external-parent": model(product(), [external("W", "../weights.bin")]),
        "external-absolute": model(product(), [external("W", "/etc/hostname")]),
        "external-process": model(product(), [external("W", "/proc/self/environ")]),
        "external-beside": model(product(), [external("W", "weights.bin")]),
        "external-inner-parent": model(product(), [external("W", "a/../../weights.bin")]),
        "external-memory": model(product(), [external("W", "*/_ORT_MEM_ADDR_/*", offset="4194304")]),
        "external-sparse": model(product("S"), sparse_initializer=[sparse()]),
        "external-in-branch": model(branch()),
        "external-in-constant": model([constant("W", external("W", "weights.bin")), *product()]),
        "external-in-function": model(
            [helper.make_node("Weights", [], ["W"], domain="own"), *product()], functions=[function()]),
        "four-terabytes": model(terabytes()),
        "endless-loop": model(endless()),
        "unknown-operator": model([helper.make_node("Explode", ["X"], ["Y"], domain="own")]),
        "opset-99": model(product(), [weights()], opset=99),
        "version-999": model(product(), [weights()], ir=999),
        "short-weights": model(product(), [short()]),
        "huge-weights": model(product(), [huge()]),
        "wrong-type": model([helper.make_node("Not", ["X"], ["Y"])]),
        "missing-value": model(product("nowhere")),
        "circle": model([helper.make_node("Add", ["X", "B"], ["A"]), helper.make_node("Neg", ["A"], ["B"]),
                         helper.make_node("Neg", ["B"], ["Y"])]),
        "nested-graphs": nested(200),
        "pickle": pickle.dumps({"model": list(range(50))}),
        "runtime-format": b"\x18\0\0\0ORTM" + b"\0" * 64,
        "no-graph": b"\x08\x09\x12\x04none",
    }
    for name, data in files.items():
        (folder / f"{name}.onnx").write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1])
