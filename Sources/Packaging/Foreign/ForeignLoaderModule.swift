/// `model/code/associate_model.py` of a model from outside: what feeds a pandas frame to it, for MLflow and without it.
///
/// It is the same for every such model; what it needs to know of one stands in `associate.json` beside the ONNX file.
enum ForeignLoaderModule {
    static let text = opening + LoaderReaders.text + LoaderModule.closing

    private static let opening = #"""
        """Feeds raw columns to model.onnx, which was trained elsewhere, as associate.json beside it says.

            import associate_model
            model = associate_model.Model("model.onnx")
            model.predict(frame)

        A frame is a pandas.DataFrame, or a dict of columns. Columns may hold what pandas and Parquet hold: numbers with NaN or
        NA, None, texts, categories. Columns that the model does not read are passed over. The answer has one row for each row
        of the frame: `prediction`, then `score` or `probability_<class>`.
        """

        import datetime
        import hashlib
        import json
        import pathlib

        import numpy
        import onnxruntime

        EPOCH = datetime.datetime(1970, 1, 1)
        MICROSECOND = datetime.timedelta(microseconds=1)
        NO_MOMENT = numpy.iinfo(numpy.int64).min
        LOGIT_BOUND = 700.0
        TYPES = {"float": numpy.float32, "double": numpy.float64, "int64": numpy.int64, "int32": numpy.int32}


        class Model:
            """A model.onnx with what associate.json says of the way into it and out of it."""

            def __init__(self, path, session_options=None):
                path = pathlib.Path(path)
                self.facts = json.loads((path.parent / "associate.json").read_text(encoding="utf-8"))
                self.binding = self.facts["model"]["binding"]
                self.types = {column["name"]: column["type"] for column in self.facts["columns"]}
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() != self.facts["model"]["sha256"]:
                    raise ValueError(f"{path} is not the file that was judged: its hash differs")
                # From bytes, a model finds no other file.
                self.session = onnxruntime.InferenceSession(data, session_options, providers=["CPUExecutionProvider"])

            def predict(self, model_input, params=None):
                """The predictions for some rows: a frame for a frame, a dict of arrays for a dict."""
                answer = self.answer(model_input)
                if hasattr(model_input, "index"):
                    return type(model_input)(answer, index=model_input.index)
                return answer

            def answer(self, rows):
                """The predictions as a dict of arrays."""
                (found,) = self.session.run([self.binding["output"]], self.inputs(rows))
                scores, order = matrix(found, self.binding["classes"])
                task, classes = self.facts["task"], self.facts["classes"]
                if task == "regression":
                    return {"prediction": scores[:, 0], "score": scores[:, 0]}
                if self.binding["scores"] == "logit":
                    scores = probabilities(scores)
                scores = numpy.clip(scores, 0.0, 1.0)
                if task == "binary":
                    score = scores[:, order.index(classes[1]) if scores.shape[1] > 1 else 0]
                    decided = (score >= self.facts["threshold"]).astype(int)
                    return {"prediction": named(classes)[decided], "score": score}
                scores = scores[:, [order.index(name) for name in classes]]
                columns = {f"probability_{name}": scores[:, place] for place, name in enumerate(classes)}
                return {"prediction": named(classes)[scores.argmax(axis=1)], **columns}

            def inputs(self, rows):
                """What goes into the graph for some rows."""
                missing = [name for name in self.types if name not in rows]
                if missing:
                    raise KeyError(f"the model needs the columns {missing}; give them without values if they are not known")
                inputs = {}
                for port in self.binding["inputs"]:
                    values = numpy.column_stack([self.column(rows[name], name, port["element"]) for name in port["columns"]])
                    inputs[port["name"]] = values if port["is_matrix"] else values[:, 0]
                return inputs

            def column(self, values, name, element):
                """The values of a column as an input of the graph takes them."""
                column = {"name": name}
                if element == "text":
                    return read_texts(values, column)[0]
                if element == "boolean":
                    return each(present(values, column), column, "a boolean", bool, None, boolean)
                if element in ("int32", "int64"):
                    return integers(values, column, TYPES[element])
                read = read_booleans if self.types[name] == "boolean" else read_numbers
                return read(values, column)[0].astype(TYPES[element])


        def matrix(found, classes):
            """A matrix of numbers, and which class each of its columns is of; of a ZipMap its keys say so."""
            if not isinstance(found, list):
                found = numpy.asarray(found, dtype=numpy.float64)
                return found.reshape(len(found), -1), classes
            keys = list(found[0]) if found else classes
            numbers = numpy.array([[row[key] for key in keys] for row in found], dtype=numpy.float64)
            names = [str(key) for key in keys]
            if set(names) == set(classes):
                return numbers, names
            places = [int(name) for name in names if name.isdecimal() and int(name) < len(classes)]
            return numbers, [classes[place] for place in places] if len(set(places)) == len(classes) else classes


        def probabilities(logits):
            """What the logistic function makes of one logit a row, and softmax of several."""
            if logits.shape[1] == 1:
                return 1.0 / (1.0 + numpy.exp(-numpy.clip(logits, -LOGIT_BOUND, LOGIT_BOUND)))
            powers = numpy.exp(logits - logits.max(axis=1, keepdims=True))
            return powers / powers.sum(axis=1, keepdims=True)


        def named(classes):
            """Classes as values of the type that they are written in."""
            if all(name in ("false", "true") for name in classes):
                return numpy.array([name == "true" for name in classes])
            if all(name.lstrip("-").isdecimal() and str(int(name)) == name for name in classes):
                return numpy.array([int(name) for name in classes], dtype=numpy.int64)
            return numpy.array(classes, dtype=object)


        def integers(values, column, dtype):
            """Whole numbers; there is no form for what is missing."""
            if isinstance(getattr(values, "dtype", None), numpy.dtype) and values.dtype.kind in "iub":
                whole = numpy.asarray(values)
            else:
                whole = each(present(values, column), column, "an integer", numpy.int64, None, integer)
            limits = numpy.iinfo(dtype)
            if len(whole) and not (limits.min <= whole.min() and whole.max() <= limits.max):
                raise TypeError(f"column '{column['name']}': an integer is too large for the model's input")
            return whole.astype(dtype)


        def present(values, column):
            """The values, of which none may be missing."""
            values = list(values)
            if any(is_missing(value) for value in values):
                raise TypeError(f"column '{column['name']}' has missing values, and the model's input has no form for them")
            return values


        def integer(value):
            if isinstance(value, (bool, numpy.bool_)):
                return int(value)
            if isinstance(value, (float, numpy.floating)) and not float(value).is_integer():
                raise TypeError
            return int(number(value)) if isinstance(value, (float, numpy.floating)) else int(value.__index__())



        """#
}
