extension PythonProject {
    /// `model.py`: how the candidate is fitted and judged, whatever rows it gets.
    static let model = """
        \"""The candidate as scikit-learn or LightGBM fits it, and its figures.\"""

        import numpy as np
        import pandas as pd
        from sklearn import metrics
        from sklearn.linear_model import LogisticRegression, Ridge

        from features import HERE, SETTINGS, linear_matrix, tree_matrix, tree_width

        TASK, CLASSES, WEIGHT = SETTINGS["task"], SETTINGS["classes"], SETTINGS.get("weight")


        def read(name):
            return pd.read_parquet(HERE / "data" / f"{name}.parquet")


        def counted(frame):
            \"""The rows that have a label, and no weight of 0.\"""
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


        def teaching_weights(frame):
            \"""The weights of rows that teach: what their classes count for goes into them.\"""
            factors = SETTINGS.get("class_weight")
            if factors is None:
                return weights(frame)
            own = np.ones(len(frame)) if WEIGHT is None else weights(frame)
            classes = target(frame)
            sums = np.bincount(classes, weights=own, minlength=len(CLASSES))
            if factors == "balanced":
                scale = sums.sum() / (np.count_nonzero(sums) * np.where(sums > 0, sums, 1))
            else:
                scale = np.array([factors.get(name, 1) for name in CLASSES])
            return own * scale[classes]


        def all_classes(scores, present):
            \"""A column for each class, also for those that no row taught.\"""
            columns = np.zeros((len(scores), len(CLASSES)))
            columns[:, present] = scores
            return columns


        def fit_prior(frame, how):
            \"""The mean, or the share of each class.\"""
            values = target(frame)
            shares = [np.average(values == index, weights=weights(frame)) for index in range(len(CLASSES))]
            answer = np.array([np.average(values, weights=weights(frame))] if TASK == "regression" else shares)
            return lambda rows: np.tile(answer, (len(rows), 1))


        def fit_linear(frame, how):
            \"""Ridge or logistic regression, whose penalty was chosen on validation.\"""
            columns, penalty = (how["features"], how.get("terms")), how["parameters"]["C"]
            matrix, values, weight = linear_matrix(frame, *columns), target(frame), teaching_weights(frame)
            if TASK == "regression":
                model = Ridge(alpha=1 / penalty).fit(matrix, values, sample_weight=weight)
                return lambda rows: model.predict(linear_matrix(rows, *columns)).reshape(-1, 1)
            model = LogisticRegression(C=penalty, solver="newton-cg", tol=1e-9, max_iter=10_000)
            model.fit(matrix, values, sample_weight=weight)
            if TASK == "binary":
                return lambda rows: two_classes(model.decision_function(linear_matrix(rows, *columns)))
            return lambda rows: all_classes(model.predict_proba(linear_matrix(rows, *columns)), model.classes_)


        def fit_trees(frame, how):
            \"""LightGBM's trees, whose number and settings were chosen on validation.\"""
            import lightgbm

            features, parameters = how["features"], how["parameters"]
            matrix, categories = tree_matrix(frame, features)
            settings = {
                "objective": TASK, "deterministic": True, "force_col_wise": True, "seed": SETTINGS["seed"],
                "verbosity": -1,
            }
            settings.update({name: value for name, value in parameters.items() if name != "rounds"})
            if SETTINGS["model"] == "random_forest":
                settings["boosting"] = "rf"
            if settings.get("bagging_fraction", 1) < 1:
                settings["bagging_freq"] = 1
            if SETTINGS["model"] == "tuned_trees":
                settings["feature_pre_filter"] = False
            if TASK == "multiclass":
                settings["num_class"] = len(CLASSES)
            if SETTINGS.get("monotone"):
                settings["monotone_constraints"] = monotone(features)
            rows = lightgbm.Dataset(
                matrix, target(frame), weight=teaching_weights(frame), categorical_feature=categories, params=settings)
            booster = lightgbm.train(settings, rows, num_boost_round=int(parameters["rounds"]))

            def predict(rows):
                matrix, _ = tree_matrix(rows, features)
                if TASK == "binary":
                    # Raw scores of a forest are LightGBM's sum; the mean counts.
                    count = booster.current_iteration() if SETTINGS["model"] == "random_forest" else 1
                    return two_classes(booster.predict(matrix, raw_score=True) / count)
                return booster.predict(matrix).reshape(len(rows), -1)

            return predict


        def two_classes(raw):
            \"""Probabilities of raw scores, neither of which loses its digits next to 1.

            So ranks tell scores apart as in the run, and what recalibrates finds the raw score again.
            \"""
            power = np.exp(-np.abs(raw))
            likely, unlikely = 1 / (1 + power), power / (1 + power)
            return np.column_stack([np.where(raw < 0, likely, unlikely), np.where(raw < 0, unlikely, likely)])


        def monotone(features):
            \"""For each column that trees read, whether scores may only rise (1) or fall (-1) with it.\"""
            signs = {"increasing": 1, "decreasing": -1}
            directions = []
            for feature in features:
                is_value = feature["kind"] in ("number", "boolean")
                wanted = SETTINGS["monotone"].get(feature["name"]) if is_value else None
                directions += [signs.get(wanted, 0)] * tree_width(feature)
            return directions


        FITS = {
            "prior": fit_prior, "linear": fit_linear, "boosted_trees": fit_trees, "random_forest": fit_trees,
            "tuned_trees": fit_trees,
        }


        def fit(frame, how):
            \"""The model as a function from rows to scores, a column for each class.

            `how` holds the features, what it is fitted with, and what is done to its probabilities.
            \"""
            # Without a feature, nothing can be learnt but what is frequent.
            predict = FITS[SETTINGS["model"] if how["features"] else "prior"](frame, how)
            return lambda rows: recalibrated(predict(rows), how.get("recalibration"))


        def recalibrated(scores, how):
            \"""Probabilities as rows set them right that did not teach the model; the scores where nothing was set.\"""
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


        def judge(frame, scores):
            \"""The figures of the run, by scikit-learn's functions; NaN where one is not defined.\"""
            truth, options = target(frame), {"sample_weight": weights(frame)}
            differs = len(np.unique(truth)) > 1
            if TASK == "regression":
                scores = scores[:, 0]
                return {
                    "r2": metrics.r2_score(truth, scores, **options) if differs else np.nan,
                    "root_mean_squared_error": metrics.root_mean_squared_error(truth, scores, **options),
                    "mean_absolute_error": metrics.mean_absolute_error(truth, scores, **options),
                }
            found = {"log_loss": metrics.log_loss(truth, scores, labels=range(len(CLASSES)), **options)}
            if TASK == "multiclass":
                found["accuracy"] = metrics.accuracy_score(truth, scores.argmax(axis=1), **options)
                return found
            positive = scores[:, 1]
            decided = (positive >= SETTINGS["threshold"]).astype(int)
            found["roc_auc"] = metrics.roc_auc_score(truth, positive, **options) if differs else np.nan
            found["average_precision"] = (
                metrics.average_precision_score(truth, positive, **options) if differs else np.nan)
            found["brier_score"] = metrics.brier_score_loss(truth, positive, **options)
            found["accuracy"] = metrics.accuracy_score(truth, decided, **options)
            return found


        def slack(frame, scores):
            \"""How far areas under curves may lie apart, since rows whose scores agree to nine digits have no order.

            Sums in another order differ in their last digit, by which rows stand before others that are as likely.
            \"""
            truth = target(frame)
            if TASK != "binary" or len(np.unique(truth)) < 2:
                return {}
            order = np.argsort(scores[:, 1])
            ranks = np.empty(len(order))
            ranks[order] = np.cumsum(np.diff(scores[order, 1], prepend=0) > 1e-9)
            first, last = ranks + truth / 2, ranks - truth / 2
            areas = {"roc_auc": metrics.roc_auc_score, "average_precision": metrics.average_precision_score}
            return {
                name: area(truth, first, sample_weight=weights(frame)) - area(truth, last, sample_weight=weights(frame))
                for name, area in areas.items()
            }


        def show(found, expected):
            \"""The figures here beside those of the run.\"""
            print(f"{'metric':24} {'here':>14} {'the run':>14}")
            for name, value in sorted(found.items()):
                print(f"{name:24} {value:14.9f} {expected.get(name, np.nan):14.9f}")

        """
}
