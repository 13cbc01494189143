/// The part of `model/code/associate_model.py` that reads columns as pandas, NumPy and Python hold them.
enum LoaderReaders {
    static let text = #"""
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



        """#
}
