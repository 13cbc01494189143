import Evidence
import Foundation
package import Scoring
package import Warehouse

/// A notebook that opens a run: its figures, its rows, the model's SQL, and what the model rests on.
package struct Notebook: Encodable, Sendable {
    private let cells: [Cell]

    /// A cell, in the form of Jupyter's notebooks (version 4.5).
    private struct Cell: Encodable {
        let id: String
        let isCode: Bool
        let lines: [String]

        private enum CodingKeys: String, CodingKey {
            case id, metadata, outputs, source
            case cellType = "cell_type"
            case executionCount = "execution_count"
        }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(id, forKey: .id)
            try fields.encode(isCode ? "code" : "markdown", forKey: .cellType)
            try fields.encode([String: String](), forKey: .metadata)
            // Every line but the last has its end.
            try fields.encode(lines.enumerated().map { $0 + 1 < lines.count ? $1 + "\n" : $1 }, forKey: .source)
            guard isCode else { return }
            try fields.encode([String](), forKey: .outputs)
            try fields.encodeNil(forKey: .executionCount)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case cells, metadata, nbformat
        case minor = "nbformat_minor"
    }

    private struct Metadata: Encodable {
        struct Kernel: Encodable {
            let display_name = "Python 3"
            let language = "python"
            let name = "python3"
        }

        let kernelspec = Kernel()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(cells, forKey: .cells)
        try fields.encode(Metadata(), forKey: .metadata)
        try fields.encode(4, forKey: .nbformat)
        try fields.encode(5, forKey: .minor)
    }

    /// - Parameters:
    ///   - document: the model.
    ///   - run: the folder of the run.
    ///   - part: the file in it whose rows are scored.
    ///   - isJudged: whether the run's predictions are of these rows.
    ///   - inFolds: whether the run says what each fold reached.
    /// - Throws: `WarehouseError` where DuckDB cannot say the model.
    package init(
        _ document: ModelDocument, run: String, part: String, isJudged: Bool, inFolds: Bool
    ) throws(WarehouseError) {
        let statement = ScoringStatement(document, of: "\(ScoringStatement.usualRelation)", keeping: document.key)
        var texts: [(isCode: Bool, text: String)] = [
            (
                false,
                """
                # A \(document.model.words) (\(document.task.rawValue))

                Figures, rows and model of a run, opened with pandas and DuckDB (`pip install pandas pyarrow duckdb`).
                """
            ),
            (
                true,
                """
                import json
                import pathlib

                import duckdb
                import pandas as pd

                RUN = pathlib.Path(\(Self.literal(run)))
                """
            ),
            (false, "## What the candidates reached"),
            (
                true,
                """
                metrics = json.loads((RUN / "evaluation/metrics.json").read_text())
                pd.DataFrame({
                    candidate["name"]: {name: figure["value"] for name, figure in candidate["metrics"].items()}
                    for candidate in metrics["candidates"]
                })
                """
            ),
        ]
        if inFolds { texts += Self.folds }
        texts += [
            (false, "## The rows"),
            (true, "rows = pd.read_parquet(RUN / \(Self.literal(part)))\nrows.describe(include=\"all\").T"),
            (false, "## The model, as one SELECT"),
            (true, "MODEL = \(Self.block(try statement.written(in: .duckDB)))"),
            (
                true,
                """
                connection = duckdb.connect()
                connection.execute(
                    "CREATE VIEW rows AS SELECT * FROM read_parquet('"
                    + (RUN / \(Self.literal(part))).as_posix().replace("'", "''") + "')")
                answers = connection.sql(MODEL).df()
                answers.head(10)
                """
            ),
        ]
        if isJudged {
            texts.append((false, "## The same answers as in the run"))
            texts.append((true, Self.comparison(document)))
        }
        texts.append((false, "## What it rests on"))
        texts.append((true, "importance = json.loads((RUN / \"evaluation/importance.json\").read_text())\nimportance"))
        cells = texts.enumerated().map { number, cell in
            Cell(id: "cell-\(number + 1)", isCode: cell.isCode, lines: cell.text.components(separatedBy: "\n"))
        }
    }

    /// What the chosen candidate reached on each fold, by models that did not see it.
    private static let folds: [(isCode: Bool, text: String)] = [
        (false, "## Fold by fold, by models that did not see the rows"),
        (
            true,
            """
            folds = pd.DataFrame({
                fold["column"]: {name: figure["value"] for name, figure in candidate["metrics"].items()}
                for fold in json.loads((RUN / "evaluation/folds.json").read_text())["folds"]
                for candidate in fold["candidates"] if candidate["name"] == metrics["chosen"]
            })
            folds.assign(mean=folds.mean(axis=1))
            """
        ),
    ]

    private static func comparison(_ document: ModelDocument) -> String {
        let scores = document.outputNames.dropFirst().map(literal).joined(separator: ", ")
        return """
            predictions = pd.read_parquet(RUN / "evaluation/predictions.parquet")
            scores = [\(scores)]
            difference = (answers[scores] - predictions[scores]).abs().max().max()
            assert difference <= 1e-9 * max(1, predictions[scores].abs().max().max()), difference
            difference
            """
    }

    /// A text as a literal of Python.
    private static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\" + String(scalar)
            case "\n": literal += "\\n"
            case _ where scalar.value < 0x20:
                literal += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// A text of several lines as a literal of Python.
    private static func block(_ text: String) -> String {
        "\"\"\"" + text.replacing("\\", with: "\\\\").replacing("\"\"\"", with: "\\\"\\\"\\\"") + "\"\"\""
    }
}
