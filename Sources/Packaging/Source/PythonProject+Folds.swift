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
            figures = [judge(held, scores) for _, held, scores in held_out()]
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
        from model import counted, judge, read, slack

        \(checks)

        @pytest.fixture(scope="module")
        def held_out():
            return list(train.held_out())


        def test_no_row_teaches_about_itself():
            _, folds = train.rows()
            held = {}
            for fold in SETTINGS["folds"]:
                part = folds[fold["column"]]
                assert (part == "held_out").sum() == fold["rows"]
                assert part.isin(["train", "validation"]).sum() == fold["training_rows"]
                held[fold["repetition"]] = held.get(fold["repetition"], 0) + (part == "held_out").astype(int)
            assert all(times.max() == 1 for times in held.values())


        def test_the_figures_of_each_fold_are_those_of_the_run(held_out):
            for fold, rows, scores in held_out:
                check(judge(rows, scores), fold["metrics"], slack(rows, scores), fold["column"])


        def test_their_means_are_the_figures_of_the_run(held_out):
            found = train.means([judge(rows, scores) for _, rows, scores in held_out])
            slacks = [own for own in (slack(rows, scores) for _, rows, scores in held_out) if own]
            check(found, SETTINGS["metrics"], train.means(slacks) if slacks else {}, "all folds")


        def test_each_row_is_scored_as_in_the_run(held_out):
            _, folds = train.rows()
            columns = [fold["column"] for fold in SETTINGS["folds"] if fold["repetition"] == 1]
            places = folds[columns].eq("held_out").any(axis=1).cumsum() - 1
            expected = read("predictions")
            for fold, rows, scores in held_out:
                if fold["repetition"] == 1:
                    check_scores(scores, expected.iloc[places[rows.index]])


        def test_the_kept_model_scores_as_the_run_kept_it():
            check_scores(train.kept()(train.rows()[0]), train.in_order(read("kept")))

        \(rowTests("train.rows()[0]"))
        """
}
