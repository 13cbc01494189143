extension PythonProject {
    static let requirements = "lightgbm\nnumpy\npandas\npyarrow\npytest\nscikit-learn\n"

    /// What is the same in every project's README.
    private static let usage = """
        ```sh
        pip install -r requirements.txt
        python train.py     # fits, judges, and shows the run's figures beside its own
        pytest              # holds them to the run's
        ```
        """

    /// `README.md` of a run with a test part.
    static let readme = """
        # A model, fitted again

        The rows, features and settings of a run, in pandas and scikit-learn or LightGBM.

        \(usage)

        | file | what it is |
        |---|---|
        | `dataset.sql` | the SQL that made the rows from the sources, where the brief had any |
        | `data/` | the rows of each part, with features and label, as the run used them; what the run predicted of the test rows |
        | `settings.json` | the features with what was fitted on the training rows, and what the model was fitted with |
        | `features.py` | raw columns to what a linear model or trees read |
        | `model.py` | how the model is fitted and judged |
        | `train.py` | the fit on the training rows, and the figures on the test rows |
        | `test_project.py` | the figures and scores are the run's; a row's features depend on that row alone |

        """

    /// `README.md` of a run whose rows are held out in folds.
    static let foldsReadme = """
        # A model, fitted again

        The rows, folds, features and settings of a run, in pandas and scikit-learn or LightGBM. Every fold is held out
        in its turn; a figure is the mean over folds. Then the model that is kept is fitted on all rows.

        \(usage)

        | file | what it is |
        |---|---|
        | `dataset.sql` | the SQL that made the rows from the sources, where the brief had any |
        | `data/train.parquet`, `validation.parquet`, `unused.parquet` | the rows, with features and label, as the run used them; `unused` where some are in no part |
        | `data/folds.parquet` | what each of these rows is in each fold: `train` fitted features and settings, `validation` chose among settings and then taught too, `held_out` was predicted; a row without a word was in no part of the fold; `part` says the same for the model that is kept |
        | `data/predictions.parquet` | what the run predicted of rows that were held out, in the first repetition |
        | `data/kept.parquet` | what the model that is kept says of all rows |
        | `settings.json` | the features and settings of each fold with its figures, and those of the model that is kept |
        | `features.py` | raw columns to what a linear model or trees read |
        | `model.py` | how the model is fitted and judged |
        | `train.py` | the folds, their figures, and the model that is kept |
        | `test_project.py` | the figures of each fold and their means are the run's; so is each score, and those of the model that is kept |

        """

    /// `train.py` of a run with a test part.
    static let train = """
        \"""Fits the model on the run's training rows and judges it on its test rows.\"""

        import pandas as pd

        from features import SETTINGS
        from model import counted, fit, judge, read, show


        def fitted():
            \"""The model as a function from rows to scores, a column for each class.\"""
            rows = read("train")
            if SETTINGS["refit"]:
                # Rows teach in the order of their key, or of all columns.
                rows = pd.concat([rows, read("validation")], ignore_index=True)
                rows = rows.sort_values(SETTINGS["key"] or list(rows.columns))
            return fit(counted(rows), SETTINGS)


        def judged():
            \"""The figures on the test rows.\"""
            rows = counted(read("test"))
            return judge(rows, fitted()(rows))


        if __name__ == "__main__":
            show(judged(), SETTINGS["metrics"])

        """

    /// `test_project.py` of a run with a test part.
    static let tests = """
        \"""The model that is fitted here reaches the figures of the run.\"""

        import numpy as np
        import pytest

        import train
        from features import SETTINGS, linear_matrix, tree_matrix
        from model import counted, judge, read, slack

        \(checks)

        @pytest.fixture(scope="module")
        def predict():
            return train.fitted()


        def test_the_figures_are_those_of_the_run(predict):
            rows = counted(read("test"))
            scores = predict(rows)
            check(judge(rows, scores), SETTINGS["metrics"], slack(rows, scores), "the test rows")


        def test_each_row_is_scored_as_in_the_run(predict):
            check_scores(predict(read("test")), read("predictions"))

        \(rowTests("read(\"test\")"))
        """

    /// What tests compare with: figures, and scores row by row.
    static let checks = """
        # Solvers stop at their own distance from the minimum.
        TOLERANCE = 1e-3
        FEATURES = SETTINGS["features"]


        def check(found, expected, slack, what):
            compared = [name for name in expected if name in found]
            assert compared, what
            for name in compared:
                gap = abs(found[name] - expected[name])
                allowed = TOLERANCE * max(1, abs(expected[name])) + slack.get(name, 0)
                assert gap <= allowed, f"{name} of {what}"


        def check_scores(found, expected):
            if SETTINGS["task"] == "binary":
                found = found[:, 1:]
            # Scores stand last.
            expected = expected.iloc[:, -found.shape[1]:].to_numpy()
            assert len(found) == len(expected)
            gaps = np.abs(found - expected) / np.maximum(1, np.abs(expected))
            assert gaps.max() <= TOLERANCE

        """

    /// Tests that rows are turned into features one by one; `rows` is an expression for some.
    static func rowTests(_ rows: String) -> String {
        """

        @pytest.mark.parametrize("matrix", [linear_matrix, lambda frame, features: tree_matrix(frame, features)[0]])
        def test_a_rows_features_depend_on_that_row_alone(matrix):
            frame = counted(\(rows))
            half = frame.iloc[::2]
            assert np.array_equal(matrix(frame, FEATURES)[::2], matrix(half, FEATURES), equal_nan=True)


        def test_texts_that_training_did_not_see_are_all_alike():
            frame = counted(\(rows)).head(20)
            for feature in FEATURES:
                if feature["kind"] == "category":
                    first, second = (frame.assign(**{feature["source"]: text}) for text in ("never", "neither"))
                    assert np.array_equal(linear_matrix(first, FEATURES), linear_matrix(second, FEATURES))

        """
    }
}
