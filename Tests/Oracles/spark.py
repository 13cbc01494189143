"""Runs models' statements in Apache Spark.

    PYTHON -m pip install pyspark numpy     (and a Java that it can start)
    PYTHON Tests/Oracles/spark.py CASES

Each folder of CASES has rows.json (raw columns), expected.json (what the program predicts for them) and statement.sql, which
asks `probe` in Spark's dialect. Prints one JSON document: for each case, the largest difference and the rows whose label
differs.
"""

import json
import logging

import numpy
from pyspark.sql import SparkSession

from cases import difference, doubles, objects, reports

STORED = {"boolean": "BOOLEAN", "integer": "BIGINT", "double": "DOUBLE", "text": "STRING"}
MOMENTS = {
    "date": "date_add(DATE '1970-01-01', CAST({0} DIV 86400000000 AS INT))",
    "timestamp": "TIMESTAMP_NTZ '1970-01-01' + make_dt_interval(0, 0, 0, CAST({0} / 1000000 AS DECIMAL(18, 6)))",
    "instant": "timestamp_micros({0})",
}


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def cells(column):
    if column["type"] != "double":
        return column["values"]
    return [None if bits is None else float(value) for bits, value in zip(column["values"], doubles(column["values"]))]


def probe(spark, rows):
    """The rows as a view with the types that the columns have."""
    columns = rows["columns"]
    places = [f"c{place}" for place in range(len(columns))]
    schema = ", ".join(
        ["place INT"] + [f"{name} {STORED.get(column['type'], 'BIGINT')}" for name, column in zip(places, columns)])
    values = [list(range(rows["rows"]))] + [cells(column) for column in columns]
    stored = spark.createDataFrame(list(zip(*values)), schema).coalesce(1)
    chosen = [
        MOMENTS.get(column["type"], "{0}").format(name) + " AS " + quoted(column["name"])
        for name, column in zip(places, columns)]
    stored.selectExpr("place", *chosen).orderBy("place").drop("place").createOrReplaceTempView("probe")


def main():
    logging.getLogger("py4j").setLevel(logging.ERROR)
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
        .config("spark.sql.session.timeZone", "America/New_York").config("spark.sql.shuffle.partitions", "1").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")

    def report(folder):
        rows = json.loads((folder / "rows.json").read_text())
        expected = json.loads((folder / "expected.json").read_text())
        probe(spark, rows)
        answer = spark.sql((folder / "statement.sql").read_text()).collect()
        assert len(answer) == rows["rows"], "an answer for each row"
        scores = numpy.array([[numpy.nan if value is None else value for value in row[1:]] for row in answer])
        return {"spark": difference((scores, objects([row[0] for row in answer])), expected, rows["rows"])}

    reports(report)
    spark.stop()


if __name__ == "__main__":
    main()
