extension PythonProject {
    /// `train.py` of a run whose rows are held out in folds.
    static let foldsTrain = """
        \"""Holds every fold out in its turn, as the run did, and fits the model that is kept on all rows.\"""

        import numpy as np
        import pandas as pd

        from features import HERE, SETTINGS
        from model import counted, fit, judge, read, show


        def rows():
            \"""All rows in the order in which they teach, and what each is in each fold.\"""
            names = ("train", "validation", "unused")
            parts = [read(name) for name in names if (HERE / "data" / f"{name}.parquet").exists()]
            return in_order(pd.concat(parts, ignore_index=True)), in_order(read("folds"))


        def in_order(frame):
            \"""Rows that stand part by part, in the order in which they teach; the last have no label and no fold.\"""
            places = read("folds")["row"].to_numpy()
            return frame.iloc[:len(places)].iloc[np.argsort(places)].reset_index(drop=True)


        def held_out():
            \"""Each fold with its rows, and what is predicted of them by a model that did not see them.\"""
            frame, folds = rows()
            for fold in SETTINGS["folds"]:
                part = folds[fold["column"]]
                # Validation rows chose the settings; then these were fitted again on both.
                predict = fit(counted(frame[part.isin(["train", "validation"])]), fold)
                held = counted(frame[part == "held_out"])
                yield fold, held, predict(held)


        def judged():
            \"""Each fold with its figures.\"""
            return [(fold, judge(held, scores)) for fold, held, scores in held_out()]


        def means(figures):
            \"""The mean over folds of each figure that no more than a fifth of them lack.\"""
            found = {}
            for name in figures[0]:
                values = np.array([own[name] for own in figures])
                defined = values[np.isfinite(values)]
                if 5 * len(defined) >= 4 * len(values):
                    found[name] = defined.mean()
            return found


        def kept():
            \"""The model that is kept: what stands in the middle of the folds' choices, fitted on all rows.\"""
            return fit(taught(), SETTINGS)


        def taught():
            \"""The rows that teach the model that is kept: all but those in a gap of time.\"""
            frame, folds = rows()
            return counted(frame[folds["part"].notna()])


        def main():
            figures = [own for _, own in judged()]
            show(means(figures), SETTINGS["metrics"])
            frame = taught()
            print(f"the kept model on the {len(frame)} rows that taught it:")
            for name, value in sorted(judge(frame, kept()(frame)).items()):
                print(f"{name:24} {value:14.9f}")


        if __name__ == "__main__":
            main()

        """

    /// `test_project.py` of a run whose rows are held out in folds.
    static let foldsTests = """
        \"""What is fitted here reaches the figures of the run, fold by fold.\"""

        import numpy as np
        import pytest

        import train
        from features import SETTINGS, linear_matrix, tree_matrix
        from model import counted, read

        # Solvers stop at their own distance from the minimum.
        TOLERANCE = 1e-3
        FEATURES = SETTINGS["features"]


        @pytest.fixture(scope="module")
        def judged():
            return train.judged()


        def check(found, expected, what):
            compared = [name for name in expected if name in found]
            assert compared, what
            for name in compared:
                gap = abs(found[name] - expected[name])
                assert gap <= TOLERANCE * max(1, abs(expected[name])), f"{name} of {what}"


        def test_no_row_teaches_about_itself():
            _, folds = train.rows()
            held = {}
            for fold in SETTINGS["folds"]:
                part = folds[fold["column"]]
                assert (part == "held_out").sum() == fold["rows"]
                assert part.isin(["train", "validation"]).sum() == fold["training_rows"]
                held[fold["repetition"]] = held.get(fold["repetition"], 0) + (part == "held_out").astype(int)
            assert all(times.max() == 1 for times in held.values())


        def test_the_figures_of_each_fold_are_those_of_the_run(judged):
            for fold, found in judged:
                check(found, fold["metrics"], fold["column"])


        def test_their_means_are_the_figures_of_the_run(judged):
            check(train.means([found for _, found in judged]), SETTINGS["metrics"], "all folds")


        def test_the_kept_model_scores_as_the_run_kept_it():
            expected = train.in_order(read("kept")).to_numpy()
            found = train.kept()(train.rows()[0])
            if SETTINGS["task"] == "binary":
                found = found[:, 1:]
            assert found.shape == expected.shape
            gaps = np.abs(found - expected) / np.maximum(1, np.abs(expected))
            assert gaps.max() <= TOLERANCE

        \(rowTests("train.rows()[0]"))
        """
}
