import Evidence

/// What every page has: a head that lets nothing in, the style, one column, and tables that scroll by themselves.
enum Page {
    /// A whole page: one file, no script, no network.
    ///
    /// - Parameters:
    ///   - title: for a browser's tab.
    ///   - main: the parts of the page, one below the other; empty ones are passed over.
    ///   - footer: a sentence on where figures come from.
    /// - Returns: the page.
    static func html(title: HTML, main: [HTML], footer: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <style>
        \(ReportStyle.css)</style>
        </head>
        <body>
        <main>
        \(HTML.joined(main.filter { !$0.text.isEmpty }, by: "\n"))
        </main>
        <footer>
        <p>\(footer)</p>
        </footer>
        </body>
        </html>

        """
    }

    /// A table in a box of its own that scrolls where the screen is narrow.
    ///
    /// - Parameters:
    ///   - caption: what the table shows.
    ///   - header: a title for each column.
    ///   - numbers: the columns that hold numbers.
    ///   - rows: a cell for each column; the first one names the row unless it is a number.
    /// - Returns: the table.
    static func table(_ caption: HTML, _ header: [HTML], numbers: Set<Int>, _ rows: [[HTML]]) -> HTML {
        let head = header.enumerated().map { index, cell -> HTML in
            if cell.text.isEmpty { return "<td></td>" }
            return numbers.contains(index)
                ? "<th scope=\"col\" class=\"num\">\(cell)</th>" : "<th scope=\"col\">\(cell)</th>"
        }
        let body = rows.map { row -> HTML in
            let cells = row.enumerated().map { index, cell -> HTML in
                if numbers.contains(index) { return "<td class=\"num\">\(cell)</td>" }
                return index == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        return """
            <div class="table" tabindex="0" role="group">
            <table>
            <caption><span>\(caption)</span></caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body)</tbody>
            </table>
            </div>
            """
    }

    /// A fold with its gist beside the heading.
    static func fold(_ id: StaticString, _ heading: StaticString, gist: HTML, _ content: [HTML]) -> HTML {
        """
        <details id="\(HTML(stringLiteral: id))">
        <summary><h2>\(HTML(stringLiteral: heading))</h2> <span class="gist">\(gist)</span></summary>
        <div class="fold">
        \(HTML.joined(content, by: "\n"))
        </div>
        </details>

        """
    }

    /// A figure that shows its place in the JSON beside it.
    static func number(_ text: String, at place: String) -> HTML {
        "<span class=\"n\" tabindex=\"0\" data-source=\"\(place)\" title=\"\(place)\">\(text)</span>"
    }

    /// A metric's value at `…/value` with its interval where there is one; a dash where it is undefined.
    static func metric(_ value: MetricValue?, at place: String) -> HTML {
        guard case .value(let number, let interval)? = value else { return "<span class=\"none\">–</span>" }
        let text = self.number(NumberText.metric(number), at: place + "/value")
        guard let interval else { return text }
        return """
            \(text) <span class="range">[\(NumberText.metric(interval.lower)), \(NumberText.metric(interval.upper))]</span>
            """
    }
}
