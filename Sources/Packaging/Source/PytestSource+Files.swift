extension PytestSource {
    static let readme = """
        # Contract tests of a model

        They hold the model to what it answered when it was exported: its columns, golden predictions, edge cases,
        invariance, and the columns along which its score only rises or only falls.

        ```sh
        pip install -r requirements.txt
        pytest
        ```

        What is tested is `model.sql` in DuckDB. Another statement is tested with `MODEL_SQL=other.sql pytest`: it reads
        the relation `rows` and answers with the columns of `contract.json`. `golden.parquet` has rows of the run's
        data, `edges.parquet` rows at every threshold of the model, with missing, unseen and extreme values; both with
        the answers that were given in process.

        """

    static let conftest = """
        \"""What the tests share: the contract, and a way to ask the model.\"""

        import json
        import os
        import pathlib

        import duckdb
        import pytest

        HERE = pathlib.Path(__file__).parent


        class Model:
            \"""The model's statement over a relation of raw rows.\"""

            def __init__(self):
                self.contract = json.loads((HERE / "contract.json").read_text())
                self.statement = pathlib.Path(os.environ.get("MODEL_SQL", HERE / "model.sql")).read_text()
                self.inputs = [column["name"] for column in self.contract["inputs"]]
                self.scores = self.contract["outputs"][1:]

            def ask(self, relation):
                \"""The answer for a query of raw rows, as a relation in their order.\"""
                connection = duckdb.connect(config={"threads": 1})
                connection.execute(f"CREATE TABLE rows AS {relation}")
                return connection, connection.sql(self.statement)

            def answers(self, relation):
                \"""Predictions and scores, a tuple for each row.\"""
                connection, answer = self.ask(relation)
                columns = ", ".join(quoted(name) for name in self.contract["outputs"])
                return answer.project(columns).fetchall()


        def quoted(name):
            return '"' + name.replace('"', '""') + '"'


        def file(name):
            \"""A file of rows as a query of the inputs.\"""
            return f"SELECT * EXCLUDE ({excluded(name)}) FROM read_parquet('{(HERE / name).as_posix()}')"


        def excluded(name):
            names = duckdb.sql(f"SELECT * FROM read_parquet('{(HERE / name).as_posix()}')").columns
            return ", ".join(quoted(name) for name in names if name.startswith("expected_"))


        def expected(name, columns):
            \"""The answers that a file keeps.\"""
            path = (HERE / name).as_posix()
            names = ", ".join(quoted("expected_" + column) for column in columns)
            return duckdb.sql(f"SELECT {names} FROM read_parquet('{path}')").fetchall()


        def close(found, wanted, tolerance):
            return found is not None and abs(found - wanted) <= tolerance * max(1, abs(wanted))


        @pytest.fixture(scope="session")
        def model():
            return Model()

        """

    static let schema = """
        \"""The columns that the model reads and answers with.\"""

        import duckdb
        import pytest
        from conftest import file, quoted


        def test_it_answers_with_the_columns_of_the_contract(model):
            connection, answer = model.ask(file("golden.parquet"))
            outputs = model.contract["outputs"]
            assert answer.columns[-len(outputs):] == outputs


        def test_scores_are_doubles(model):
            connection, answer = model.ask(file("golden.parquet"))
            types = dict(zip(answer.columns, map(str, answer.types)))
            assert all(types[name] == "DOUBLE" for name in model.scores)


        def test_it_answers_every_row_once(model):
            rows = len(duckdb.sql(file("golden.parquet")).fetchall())
            assert len(model.answers(file("golden.parquet"))) == rows


        def test_every_input_is_needed(model):
            for name in model.inputs:
                with pytest.raises(duckdb.Error):
                    model.answers(f"SELECT * EXCLUDE ({quoted(name)}), 1 AS other FROM ({file('golden.parquet')})")


        def test_predictions_are_classes(model):
            if model.contract["task"] == "regression":
                pytest.skip("a regression has no classes")
            answers = model.answers(file("golden.parquet")) + model.answers(file("edges.parquet"))
            assert {row[0] for row in answers} <= set(model.contract["classes"])

        """

    static let golden = """
        \"""Rows of the run, and the answers that were given when the model was exported.\"""

        import pytest
        from conftest import close, expected, file


        @pytest.mark.parametrize("name", ["golden.parquet", "edges.parquet"])
        def test_scores_are_those_of_the_export(model, name):
            tolerance = model.contract["tolerance"]
            found = model.answers(file(name))
            wanted = expected(name, model.scores)
            assert len(found) == len(wanted)
            for row, (answer, scores) in enumerate(zip(found, wanted)):
                for score, target in zip(answer[1:], scores):
                    assert close(score, target, tolerance), f"row {row}: {score} instead of {target}"


        @pytest.mark.parametrize("name", ["golden.parquet", "edges.parquet"])
        def test_predictions_are_those_of_the_export(model, name):
            contract = model.contract
            if contract["task"] == "regression":
                pytest.skip("a regression predicts its score")
            found = model.answers(file(name))
            wanted = expected(name, ["prediction"])
            for row, (answer, (prediction,)) in enumerate(zip(found, wanted)):
                if contract["task"] == "binary":
                    near = abs(answer[1] - contract["threshold"]) <= contract["tolerance"]
                else:
                    first, second = sorted(answer[1:], reverse=True)[:2]
                    near = first - second <= contract["tolerance"]
                assert near or answer[0] == prediction, f"row {row}: {answer[0]} instead of {prediction}"

        """

    static let edges = """
        \"""Missing, unseen and extreme values.\"""

        import math

        import pytest
        from conftest import file, quoted


        def test_every_score_is_a_finite_number(model):
            for answer in model.answers(file("edges.parquet")):
                assert all(score is not None and math.isfinite(score) for score in answer[1:])


        def test_probabilities_lie_between_0_and_1(model):
            task = model.contract["task"]
            if task == "regression":
                pytest.skip("a regression has no probabilities")
            for answer in model.answers(file("edges.parquet")):
                assert all(0 <= score <= 1 for score in answer[1:])
                if task == "multiclass":
                    assert abs(sum(answer[1:]) - 1) <= 1e-9


        def test_the_threshold_decides(model):
            contract = model.contract
            if contract["task"] != "binary":
                pytest.skip("only a binary task has a threshold")
            for prediction, score in model.answers(file("golden.parquet")) + model.answers(file("edges.parquet")):
                assert prediction == contract["classes"][1 if score >= contract["threshold"] else 0]


        def test_a_row_without_any_value_is_scored(model):
            nothing = ", ".join(f"NULL::{sql_type(column)} AS {quoted(column['name'])}" for column in model.contract["inputs"])
            if nothing:
                assert all(score is not None for score in model.answers(f"SELECT {nothing}")[0][1:])


        def test_texts_that_training_did_not_see_are_all_alike(model):
            for column in model.contract["inputs"]:
                if column["kind"] != "category":
                    continue
                rows = f"SELECT * FROM ({file('golden.parquet')}) LIMIT 50"
                replaced = "SELECT * REPLACE ('{}' AS " + quoted(column["name"]) + f") FROM ({rows})"
                assert model.answers(replaced.format("never seen")) == model.answers(replaced.format("neither seen"))


        def test_what_is_not_a_number_is_as_good_as_missing(model):
            for column in model.contract["inputs"]:
                if column["kind"] != "number":
                    continue
                rows = f"SELECT * FROM ({file('golden.parquet')}) LIMIT 50"
                replaced = "SELECT * REPLACE ({}::DOUBLE AS " + quoted(column["name"]) + f") FROM ({rows})"
                missing = model.answers(replaced.format("NULL"))
                for value in ("'nan'", "'inf'", "'-inf'"):
                    assert model.answers(replaced.format(value)) == missing


        def sql_type(column):
            return {
                "number": "DOUBLE", "category": "VARCHAR", "boolean": "BOOLEAN", "date": "DATE",
                "timestamp": "TIMESTAMP", "instant": "TIMESTAMPTZ",
            }[column["kind"]]

        """

    static let invariance = """
        \"""A row's answer depends on that row alone.\"""

        from conftest import file


        def test_the_order_of_rows_changes_nothing(model):
            rows = file("golden.parquet")
            forwards = model.answers(rows)
            backwards = model.answers(f"SELECT * EXCLUDE (place) FROM (SELECT *, row_number() OVER () AS place FROM ({rows})) ORDER BY place DESC")
            assert forwards == backwards[::-1]


        def test_other_rows_change_nothing(model):
            rows = file("golden.parquet")
            alone = model.answers(f"SELECT * FROM ({rows}) LIMIT 1")
            assert alone == model.answers(rows)[:1]


        def test_a_row_that_stands_twice_has_one_answer(model):
            rows = file("golden.parquet")
            once = model.answers(rows)
            twice = model.answers(f"SELECT * FROM ({rows}) UNION ALL SELECT * FROM ({rows})")
            assert sorted(twice, key=repr) == sorted(once + once, key=repr)


        def test_other_columns_change_nothing(model):
            rows = file("golden.parquet")
            assert model.answers(rows) == model.answers(f"SELECT 7 AS another_column, * FROM ({rows})")

        """

    static let monotonicity = """
        \"""Columns along which the score only rises, or only falls, in every golden row.\"""

        from conftest import file, quoted


        def test_the_score_rises_or_falls_along_its_columns(model):
            for way in model.contract["monotone"]:
                name = quoted(way["column"])
                values = ", ".join(f"{value!r}::DOUBLE" for value in way["values"])
                rows = f\"""
                    SELECT * EXCLUDE (tried, place) REPLACE (tried AS {name})
                    FROM (SELECT *, row_number() OVER () AS place FROM ({file('golden.parquet')}) LIMIT 40)
                    CROSS JOIN (SELECT unnest([{values}]) AS tried)
                    ORDER BY place, tried
                    \"""
                scores = [answer[1] for answer in model.answers(rows)]
                width = len(way["values"])
                for start in range(0, len(scores), width):
                    for before, after in zip(scores[start:start + width], scores[start + 1:start + width]):
                        assert (after >= before - 1e-12) if way["rises"] else (after <= before + 1e-12), way["column"]

        """
}
