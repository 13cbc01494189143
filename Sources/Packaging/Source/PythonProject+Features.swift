extension PythonProject {
    /// `features.py`.
    static let features = """
        \"""Raw columns to what a model reads, with what was fitted on the training rows (settings.json).\"""

        import json
        import pathlib

        import numpy as np
        import pandas as pd

        HERE = pathlib.Path(__file__).parent
        SETTINGS = json.loads((HERE / "settings.json").read_text())
        PERIODS = {"month": 12, "day_of_month": 31, "day_of_week": 7, "hour": 24, "minute_of_day": 1440}


        def numbers(column):
            \"""Finite doubles, NaN where there is none.\"""
            values = pd.to_numeric(column, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
            return np.where(np.isfinite(values), values, np.nan)


        def booleans(column):
            return column.map({True: 1.0, False: 0.0}).to_numpy(dtype="float64", na_value=np.nan)


        def moments(column):
            \"""Times without a zone; instants in UTC.\"""
            times = pd.to_datetime(column)
            return times.dt.tz_convert("UTC").dt.tz_localize(None) if times.dt.tz is not None else times


        def seconds(column, origin):
            return ((moments(column) - moments(origin)) / pd.Timedelta(seconds=1)).to_numpy(dtype="float64")


        def part(column, name):
            \"""A part of the calendar from 0 on, NaN where there is no moment.\"""
            times = moments(column).dt
            values = {
                "month": lambda: times.month - 1,
                "day_of_month": lambda: times.day - 1,
                "day_of_week": lambda: times.day_of_week,
                "hour": lambda: times.hour,
                "minute_of_day": lambda: times.hour * 60 + times.minute,
            }[name]()
            return values.to_numpy(dtype="float64", na_value=np.nan)


        def codes(column, levels):
            \"""Codes of the levels, one more for other texts, NaN for none.\"""
            known = {level: code for code, level in enumerate(levels)}
            found = column.map(lambda text: float(known.get(text, len(levels))), na_action="ignore")
            return found.to_numpy(dtype="float64", na_value=np.nan)


        def missing(values):
            return np.isnan(values).astype("float64")


        def standardised(values, fitted):
            \"""The columns of a number: imputed and standardised, and whether it was missing.\"""
            columns = []
            if fitted["scale"] > 0:
                filled = np.where(np.isnan(values), fitted["median"], values)
                columns.append(np.clip((filled - fitted["mean"]) / fitted["scale"], -1e100, 1e100))
            if fitted["missing_indicator"]:
                columns.append(missing(values))
            return columns


        def circles(values, cycle):
            \"""Sines and cosines of a part of the calendar; a missing moment is the centre.\"""
            for harmonic in range(1, cycle["harmonics"] + 1):
                angle = 2 * np.pi * values * harmonic / PERIODS[cycle["part"]]
                yield np.nan_to_num(np.sin(angle))
                yield np.nan_to_num(np.cos(angle))


        def bends(x, knots):
            \"""What a natural cubic spline has besides its straight part.\"""
            first, before, last = knots[0], knots[-2], knots[-1]
            cube = np.maximum(np.minimum(x, last) - before, 0) ** 3
            for knot in knots[:-2]:
                own = np.maximum(np.minimum(x, last) - knot, 0) ** 3
                slope = 3 * (last - knot) * (before - knot)
                inner = own - (last - knot) / (last - before) * cube
                yield (inner + slope * np.maximum(x - last, 0)) / (last - first) ** 2


        def made(matrix, terms):
            \"""The columns that a linear model makes of those of its matrix: bends of one, products of two.\"""
            for spline in terms["splines"]:
                yield from bends(matrix[:, spline["column"]], spline["knots"])
            for pair in terms["interactions"]:
                factors = [pair["first"], pair["second"]]
                first, second = (
                    np.clip(matrix[:, one["column"]], one.get("low", 0), one.get("high", 1)) for one in factors)
                yield first * second


        def linear_matrix(frame, features, terms=None):
            \"""What a linear model reads: dense columns, a column for each slot of each category, and its terms.\"""
            dense, slots = [], []
            for feature in features:
                column, fitted = frame[feature["source"]], feature["fitted"]
                if feature["kind"] == "number":
                    dense += standardised(numbers(column), fitted)
                elif feature["kind"] == "boolean":
                    values = booleans(column)
                    if fitted["varies"]:
                        dense.append(np.where(np.isnan(values), float(fitted["fill"]), values))
                    if fitted["missing_indicator"]:
                        dense.append(missing(values))
                elif feature["kind"] == "category":
                    width = len(fitted["levels"]) + 2
                    found = codes(column, fitted["levels"])
                    slot = np.where(np.isnan(found), width - 1, found).astype(int)
                    slots.append(np.eye(width)[slot])
                else:
                    for cycle in fitted["parts"]:
                        dense += circles(part(column, cycle["part"]), cycle)
                    if fitted["missing_indicator"]:
                        dense.append(column.isna().to_numpy(dtype="float64"))
                    elapsed = fitted.get("elapsed")
                    if elapsed:
                        dense += standardised(seconds(column, frame[elapsed["since"]]), elapsed["number"])
            if not dense and not slots:
                return np.zeros((len(frame), 0))
            matrix = np.column_stack(dense + slots)
            return matrix if terms is None else np.column_stack([matrix, *made(matrix, terms)])


        def tree_matrix(frame, features):
            \"""What trees read, and which of its columns are categories.\"""
            columns, categories = [], []
            for feature in features:
                column, fitted = frame[feature["source"]], feature["fitted"]
                if feature["kind"] == "number":
                    columns.append(numbers(column))
                elif feature["kind"] == "boolean":
                    columns.append(booleans(column))
                elif feature["kind"] == "category":
                    categories.append(len(columns))
                    columns.append(codes(column, fitted["levels"]))
                else:
                    first = {"month": 1, "day_of_month": 1}
                    for cycle in fitted["parts"]:
                        columns.append(part(column, cycle["part"]) + first.get(cycle["part"], 0))
                    elapsed = fitted.get("elapsed")
                    if elapsed:
                        columns.append(seconds(column, frame[elapsed["since"]]))
                    if not fitted["parts"] and not elapsed:
                        columns.append(column.isna().to_numpy(dtype="float64"))
            return np.column_stack(columns) if columns else np.zeros((len(frame), 0)), categories


        def tree_width(feature):
            \"""How many columns trees read of a feature.\"""
            if feature["kind"] in ("number", "boolean", "category"):
                return 1
            fitted = feature["fitted"]
            return max(len(fitted["parts"]) + (1 if fitted.get("elapsed") else 0), 1)

        """
}
