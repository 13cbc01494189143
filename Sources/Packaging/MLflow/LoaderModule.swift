/// `model/code/associate_model.py`: what feeds a pandas frame to `model.onnx`, for MLflow and without it.
///
/// It is the same for every model; what it needs to know of one stands in the ONNX file.
enum LoaderModule {
    static let name = "associate_model"

    static let text = opening + LoaderReaders.text + closing

    private static let opening = #"""
        """Feeds raw columns to model.onnx, which holds the whole pipeline.

            import associate_model
            model = associate_model.Model("model.onnx")
            model.predict(frame)

        A frame is a pandas.DataFrame, or a dict of columns. Columns may hold what pandas and Parquet hold: numbers with NaN or
        NA, None, dates, times with or without a zone, texts, categories. Columns that the model does not read are passed over.
        The answer has one row for each row of the frame: `prediction`, then `score` or `probability_<class>`.
        """

        import datetime
        import json

        import numpy
        import onnxruntime

        EPOCH = datetime.datetime(1970, 1, 1)
        MICROSECOND = datetime.timedelta(microseconds=1)
        NO_MOMENT = numpy.iinfo(numpy.int64).min


        class Model:
            """A model.onnx with what it says of its columns."""

            def __init__(self, path, session_options=None):
                self.session = onnxruntime.InferenceSession(path, session_options, providers=["CPUExecutionProvider"])
                self.facts = json.loads(self.session.get_modelmeta().custom_metadata_map["associate"])

            def predict(self, model_input, params=None):
                """The predictions for some rows: a frame for a frame, a dict of arrays for a dict."""
                answer = self.answer(model_input)
                if hasattr(model_input, "index"):
                    return type(model_input)(answer, index=model_input.index)
                return answer

            def answer(self, rows):
                """The predictions as a dict of arrays."""
                outputs = self.facts["outputs"]
                names = [name for name in (outputs["scores"], outputs.get("label")) if name is not None]
                scores, *labels = self.session.run(names, self.inputs(rows))
                if self.facts["task"] == "multiclass":
                    columns = {f"probability_{name}": scores[:, place] for place, name in enumerate(self.facts["classes"])}
                else:
                    columns = {"score": scores[:, 0]}
                return {"prediction": self.classes(labels[0]) if labels else scores[:, 0], **columns}

            def inputs(self, rows):
                """What goes into the graph for some rows."""
                columns = self.facts["columns"]
                if not columns:
                    return {"row": numpy.zeros((len(rows), 1))}
                missing = [column["name"] for column in columns if column["name"] not in rows]
                if missing:
                    raise KeyError(f"the model needs the columns {missing}; give them without values if they are not known")
                inputs = {}
                for column in columns:
                    values, mask = READERS[column["kind"]](rows[column["name"]], column)
                    inputs[column["input"]] = values.reshape(-1, 1)
                    if mask is not None:
                        inputs[column["mask"]] = mask.reshape(-1, 1)
                return inputs

            def classes(self, labels):
                """Labels as values of the type that the label's column had."""
                if self.facts["labels"] == "integer":
                    return labels.astype(numpy.int64)
                if self.facts["labels"] == "boolean":
                    return labels == "true"
                return labels



        """#

    /// What MLflow calls.
    static let closing = #"""
        def _load_pyfunc(path):
            """What MLflow calls."""
            return Model(path)

        """#
}
