import Evidence
import Warehouse

extension DisguisedText {
    /// What is made of a column as long as it is text.
    enum Standing {
        case leftOut
        case categories
        case label
        /// Of a table for which there is no brief.
        case bare
    }

    /// A warning that says what the column holds and which expression makes numbers or moments of it.
    func finding(_ standing: Standing) -> Finding {
        let consequence =
            switch standing {
            case .leftOut: "column '\(name)' is text and is left out"
            case .categories: "column '\(name)' is text and is taken for categories"
            case .label: "the label '\(name)' is text and is taken for classes"
            case .bare: "column '\(name)' is text"
            }
        return Finding(
            .warning, code, "\(consequence), but \(holds)", advice: advice, column: name,
            count: present - matching,
            evidence: ["matching": .integer(Int64(matching)), "rows": .integer(Int64(present))])
    }

    /// What the values are, such as "all 200 values are numbers".
    var holds: String {
        let others = present - matching
        guard others > 0 else { return "all \(NumberText.count(present)) values are \(form.words)" }
        let verb = others == 1 ? "is" : "are"
        return "only \(NumberText.count(others)) of \(NumberText.count(present)) values \(verb) no \(form.words)"
            + (marker.map { ", such as '\($0)'" } ?? "")
    }

    var advice: String { "write in the dataset's SQL: \(cure)" }

    private var code: FindingCode {
        switch form {
        case .number, .groupedNumber, .decimalComma, .money, .percent: .numbersAsText
        case .date, .time: .momentsAsText
        }
    }

    /// The expression that reads the column as what it holds.
    private var cure: String {
        // DuckDB has all that a form needs.
        (try? form.value(of: "\(Identifier(name))").quotedText(in: .duckDB)) ?? "TRY_CAST"
    }
}
