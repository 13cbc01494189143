/// `model/code/associate_model.py`: what feeds a pandas frame to `model.onnx`, for MLflow and without it.
///
/// It is the same for every model; what it needs to know of one stands in the ONNX file.
enum LoaderModule {
    static let name = "associate_model"

    static let text = #"""
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


        def read_numbers(values, column):
            """Integers and floating-point numbers of any width, NaN where there is none."""
            if kind_of(values) in "iuf":
                return doubles(values), None
            return each(values, column, "a number", numpy.float64, numpy.nan, number), None


        def read_booleans(values, column):
            """Booleans as 1 and 0, NaN where there is none."""
            if kind_of(values) == "b":
                return doubles(values), None
            return each(values, column, "a boolean", numpy.float64, numpy.nan, boolean), None


        def read_texts(values, column):
            """Texts and what is missing: an empty text is one."""
            texts = each(values, column, "a text", object, None, text)
            mask = numpy.equal(texts, None).astype(bool)
            texts[mask] = ""
            return texts, mask


        def read_times(values, column):
            """Dates and wall-clock times as microseconds; one with a zone does not stand for them."""
            return read_moments(values, column, "a date or a time without a zone", wall_clock)


        def read_instants(values, column):
            """Instants as microseconds in UTC; what has no zone is taken to be in UTC."""
            return read_moments(values, column, "an instant", instant)


        def read_moments(values, column, expected, read):
            has_zone = getattr(getattr(values, "dtype", None), "tz", None) is not None
            if has_zone and read is instant:
                values = values.dt.tz_convert("UTC").dt.tz_localize(None)
            elif has_zone or kind_of(values) != "M":
                return each(values, column, expected, numpy.int64, NO_MOMENT, read), None
            array = numpy.asarray(values)
            if array.dtype.kind != "M":
                return each(array, column, expected, numpy.int64, NO_MOMENT, read), None
            return array.astype("datetime64[us]").astype(numpy.int64), None


        READERS = {
            "number": read_numbers,
            "boolean": read_booleans,
            "category": read_texts,
            "date": read_times,
            "timestamp": read_times,
            "instant": read_instants,
        }


        def kind_of(values):
            """NumPy's letter for the kind of values; O where they are to be looked at one by one."""
            return getattr(getattr(values, "dtype", None), "kind", "O")


        def doubles(values):
            if hasattr(values, "to_numpy"):
                return values.to_numpy(dtype=numpy.float64, na_value=numpy.nan)
            return numpy.asarray(values, dtype=numpy.float64)


        def each(values, column, expected, dtype, missing, read):
            """An array of the values, each read by itself; a value that cannot be is named with its column and row."""
            array = numpy.empty(len(values), dtype=dtype)
            for row, value in enumerate(values):
                try:
                    array[row] = missing if is_missing(value) else read(value)
                except (TypeError, ValueError, OverflowError):
                    name = column["name"]
                    found = type(value).__name__
                    raise TypeError(f"column '{name}', row {row}: expected {expected}, found {found}") from None
            return array


        def is_missing(value):
            """Whether a value says that there is none, in pandas' or NumPy's or Python's way."""
            if value is None or type(value).__name__ in ("NAType", "NaTType"):
                return True
            if isinstance(value, (float, numpy.floating)):
                return bool(value != value)
            return isinstance(value, numpy.datetime64) and bool(numpy.isnat(value))


        def number(value):
            if isinstance(value, (str, bytes, bool, numpy.bool_)):
                raise TypeError
            return float(value)


        def boolean(value):
            if not isinstance(value, (bool, numpy.bool_)):
                raise TypeError
            return float(value)


        def text(value):
            if not isinstance(value, str):
                raise TypeError
            return str(value)


        def wall_clock(value):
            moment = parsed(value)
            if isinstance(moment, datetime.datetime) and moment.tzinfo is not None:
                raise TypeError
            return microseconds(moment)


        def instant(value):
            moment = parsed(value)
            if isinstance(moment, datetime.datetime) and moment.tzinfo is not None:
                moment = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            return microseconds(moment)


        def parsed(value):
            """A moment, or a text in ISO 8601 that stands for one, as JSON has it."""
            return datetime.datetime.fromisoformat(value) if isinstance(value, str) else value


        def microseconds(moment):
            if isinstance(moment, numpy.datetime64):
                return int(moment.astype("datetime64[us]").astype(numpy.int64))
            if not isinstance(moment, datetime.date):
                raise TypeError
            if not isinstance(moment, datetime.datetime):
                moment = datetime.datetime(moment.year, moment.month, moment.day)
            return (moment - EPOCH) // MICROSECOND


        def _load_pyfunc(path):
            """What MLflow calls."""
            return Model(path)

        """#
}
