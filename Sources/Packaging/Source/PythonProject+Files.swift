extension PythonProject {
    static let requirements = "lightgbm\nnumpy\npandas\npyarrow\npytest\nscikit-learn\n"

    static let readme = """
        # A model, fitted again

        The rows, features and settings of a run, in pandas and scikit-learn or LightGBM.

        ```sh
        pip install -r requirements.txt
        python train.py     # fits, judges on the test part, and shows the run's figures beside its own
        pytest              # holds them to the run's
        ```

        | file | what it is |
        |---|---|
        | `dataset.sql` | the SQL that made the rows from the sources, where the brief had any |
        | `data/` | the rows of each part, with features and label, as the run used them |
        | `settings.json` | the features with what was fitted on the training rows, and what the model was fitted with |
        | `features.py` | raw columns to what a linear model or trees read |
        | `train.py` | the fit and the figures |
        | `test_project.py` | the figures are the run's; a row's features depend on that row alone |

        """

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
                "day_of_week": lambda: times.dayofweek,
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


        def terms(matrix):
            \"""The columns that the model makes of those of its matrix: bends of one, products of two.\"""
            chosen = SETTINGS.get("terms") or {"splines": [], "interactions": []}
            for spline in chosen["splines"]:
                yield from bends(matrix[:, spline["column"]], spline["knots"])
            for pair in chosen["interactions"]:
                factors = [pair["first"], pair["second"]]
                first, second = (
                    np.clip(matrix[:, one["column"]], one.get("low", 0), one.get("high", 1)) for one in factors)
                yield first * second


        def linear_matrix(frame):
            \"""What a linear model reads: dense columns, a column for each slot of each category, the terms.\"""
            dense, slots = [], []
            for feature in SETTINGS["features"]:
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
            return np.column_stack([matrix, *terms(matrix)])


        def tree_matrix(frame):
            \"""What trees read, and which of its columns are categories.\"""
            columns, categories = [], []
            for feature in SETTINGS["features"]:
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
            return np.column_stack(columns), categories

        """

    static let train = """
        \"""Fits the model on the run's training rows and judges it on its test rows.\"""

        import numpy as np
        import pandas as pd
        from sklearn import metrics
        from sklearn.linear_model import LogisticRegression, Ridge

        from features import HERE, SETTINGS, linear_matrix, tree_matrix

        TASK, CLASSES, PARAMETERS = SETTINGS["task"], SETTINGS["classes"], SETTINGS["parameters"]
        WEIGHT = SETTINGS.get("weight")


        def read(name):
            \"""The rows of a part that have a label, and no weight of 0.\"""
            frame = pd.read_parquet(HERE / "data" / f"{name}.parquet")
            frame = frame[frame[SETTINGS["label"]].notna()]
            return frame[frame[WEIGHT] > 0] if WEIGHT else frame


        def target(frame):
            \"""Values, or indices of classes.\"""
            label = frame[SETTINGS["label"]]
            if TASK == "regression":
                return label.to_numpy(dtype="float64")
            return label.map(word).map({name: index for index, name in enumerate(CLASSES)}).to_numpy(dtype="int64")


        def word(cell):
            \"""A label as the name of its class.\"""
            return str(cell).lower() if isinstance(cell, (bool, np.bool_)) else str(cell)


        def weights(frame):
            return frame[WEIGHT].to_numpy(dtype="float64") if WEIGHT else None


        def fit_prior(frame):
            \"""The mean, or the share of each class.\"""
            values = target(frame)
            shares = [np.average(values == index, weights=weights(frame)) for index in range(len(CLASSES))]
            answer = np.array([np.average(values, weights=weights(frame))] if TASK == "regression" else shares)
            return lambda rows: np.tile(answer, (len(rows), 1))


        def fit_linear(frame):
            \"""Ridge or logistic regression, whose penalty was chosen on validation.\"""
            if TASK == "regression":
                model = Ridge(alpha=1 / PARAMETERS["C"])
                model.fit(linear_matrix(frame), target(frame), sample_weight=weights(frame))
                return lambda rows: model.predict(linear_matrix(rows)).reshape(-1, 1)
            model = LogisticRegression(C=PARAMETERS["C"], solver="newton-cg", tol=1e-9, max_iter=10_000)
            model.fit(linear_matrix(frame), target(frame), sample_weight=weights(frame))
            return lambda rows: model.predict_proba(linear_matrix(rows))


        def fit_trees(frame):
            \"""LightGBM's trees, whose number and settings were chosen on validation.\"""
            import lightgbm

            objective = {"binary": "binary", "multiclass": "multiclass", "regression": "regression"}[TASK]
            settings = {
                "objective": objective, "deterministic": True, "force_col_wise": True, "seed": SETTINGS["seed"],
                "verbosity": -1,
            }
            settings.update({name: value for name, value in PARAMETERS.items() if name != "rounds"})
            if SETTINGS["model"] == "random_forest":
                settings["boosting"] = "rf"
            if settings.get("bagging_fraction", 1) < 1:
                settings["bagging_freq"] = 1
            if SETTINGS["model"] == "tuned_trees":
                settings["feature_pre_filter"] = False
            if TASK == "multiclass":
                settings["num_class"] = len(CLASSES)
            matrix, categories = tree_matrix(frame)
            rows = lightgbm.Dataset(
                matrix, target(frame), weight=weights(frame), categorical_feature=categories, params=settings)
            booster = lightgbm.train(settings, rows, num_boost_round=int(PARAMETERS["rounds"]))

            def predict(rows):
                answer = booster.predict(tree_matrix(rows)[0])
                if TASK == "binary":
                    return np.column_stack([1 - answer, answer])
                return answer.reshape(len(rows), -1)

            return predict


        FITS = {
            "prior": fit_prior, "linear": fit_linear, "boosted_trees": fit_trees, "random_forest": fit_trees,
            "tuned_trees": fit_trees,
        }


        def fit():
            \"""The model as a function from rows to scores, a column for each class.\"""
            parts = ["train", "validation"] if SETTINGS["refit"] else ["train"]
            predict = FITS[SETTINGS["model"]](pd.concat([read(part) for part in parts]))
            return lambda rows: recalibrated(predict(rows))


        def recalibrated(scores):
            \"""Probabilities as validation rows set them right; the scores where nothing was set.\"""
            how = SETTINGS.get("recalibration")
            if how is None:
                return scores
            if how["method"] == "isotonic":
                positive = np.interp(scores[:, 1], how["scores"], how["probabilities"])
                return np.column_stack([1 - positive, positive])
            logits = np.log(np.clip(scores, 1e-300, 1))
            if how["method"] == "sigmoid":
                logits = np.column_stack(
                    [np.zeros(len(scores)), how["slope"] * (logits[:, 1] - logits[:, 0]) + how["intercept"]])
            else:
                logits = logits / how["temperature"]
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            return powers / powers.sum(axis=1, keepdims=True)


        def judge(predict, frame):
            \"""The figures of the run, by scikit-learn's functions.\"""
            truth, scores, weight = target(frame), predict(frame), weights(frame)
            options = {"sample_weight": weight}
            if TASK == "regression":
                scores = scores[:, 0]
                return {
                    "r2": metrics.r2_score(truth, scores, **options),
                    "root_mean_squared_error": metrics.root_mean_squared_error(truth, scores, **options),
                    "mean_absolute_error": metrics.mean_absolute_error(truth, scores, **options),
                }
            found = {"log_loss": metrics.log_loss(truth, scores, labels=range(len(CLASSES)), **options)}
            if TASK == "multiclass":
                found["accuracy"] = metrics.accuracy_score(truth, scores.argmax(axis=1), **options)
                return found
            positive = scores[:, 1]
            decided = (positive >= SETTINGS["threshold"]).astype(int)
            found["roc_auc"] = metrics.roc_auc_score(truth, positive, **options)
            found["average_precision"] = metrics.average_precision_score(truth, positive, **options)
            found["brier_score"] = metrics.brier_score_loss(truth, positive, **options)
            found["accuracy"] = metrics.accuracy_score(truth, decided, **options)
            return found


        def main():
            found = judge(fit(), read("test"))
            print(f"{'metric':24} {'here':>14} {'the run':>14}")
            for name, value in sorted(found.items()):
                expected = SETTINGS["metrics"].get(name)
                print(f"{name:24} {value:14.9f} {expected if expected is not None else float('nan'):14.9f}")


        if __name__ == "__main__":
            main()

        """

    static let tests = """
        \"""The model that is fitted here reaches the figures of the run.\"""

        import numpy as np
        import pytest

        import train
        from features import SETTINGS, linear_matrix, tree_matrix

        # Solvers stop at their own distance from the minimum.
        TOLERANCE = 1e-3


        @pytest.fixture(scope="module")
        def found():
            return train.judge(train.fit(), train.read("test"))


        def test_the_figures_are_those_of_the_run(found):
            compared = [name for name in SETTINGS["metrics"] if name in found]
            assert compared
            for name in compared:
                expected = SETTINGS["metrics"][name]
                assert abs(found[name] - expected) <= TOLERANCE * max(1, abs(expected)), name


        @pytest.mark.parametrize("matrix", [linear_matrix, lambda frame: tree_matrix(frame)[0]])
        def test_a_rows_features_depend_on_that_row_alone(matrix):
            frame = train.read("test")
            half = frame.iloc[::2]
            assert np.array_equal(matrix(frame)[::2], matrix(half), equal_nan=True)


        def test_texts_that_training_did_not_see_are_all_alike():
            frame = train.read("test").head(20)
            for feature in SETTINGS["features"]:
                if feature["kind"] == "category":
                    first, second = (frame.assign(**{feature["source"]: text}) for text in ("never", "neither"))
                    assert np.array_equal(linear_matrix(first), linear_matrix(second))

        """
}
