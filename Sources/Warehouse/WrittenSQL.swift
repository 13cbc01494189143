import Foundation

extension SQL {
    /// A comment on a line of its own; the text cannot end it.
    package static func comment(_ text: String) -> SQL {
        let words = text.unicodeScalars.map { CharacterSet.newlines.contains($0) || $0.value < 0x20 ? " " : $0 }
        return SQL(pieces: [.text("-- " + String(String.UnicodeScalarView(words)) + "\n")])
    }

    /// The SQL as a person reads and changes it: names stand without quotation marks where they need none.
    ///
    /// It says the same as what is sent to the engine; it is for SQL that is written into a file, such as a brief.
    ///
    /// - Throws: ``WarehouseError`` where the dialect cannot say it.
    package func written(in dialect: Dialect) throws(WarehouseError) -> String {
        var plain = dialect
        let quote = dialect.quoteIdentifier
        plain.quoteIdentifier = { Self.needsNoQuotes($0) ? $0 : quote($0) }
        return try text(in: plain)
    }

    /// The SQL as it is sent to the engine, for a file or a message: every name stands between quotation marks.
    ///
    /// - Throws: ``WarehouseError`` where the dialect cannot say it.
    package func quotedText(in dialect: Dialect) throws(WarehouseError) -> String { try text(in: dialect) }

    /// Whether a name is one word of small and capital letters that SQL has no other use for.
    private static func needsNoQuotes(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        return isWord && !keywords.contains(name.lowercased())
    }

    /// Words that DuckDB keeps for itself, here or there.
    private static let keywords: Set = Set(
        """
        all analyse analyze and anti any array as asc asof asymmetric at authorization between bigint binary bit
        boolean both by case cast char character check coalesce collate collation column columns concurrently
        constraint create cross dec decimal default deferrable desc describe distinct do else end except exists
        extract false fetch float for foreign freeze from full generated glob group grouping grouping_id having
        ilike in initially inner inout int integer intersect interval into is isnull join lambda lateral leading
        left like limit map national natural nchar none not notnull null nullif numeric offset on only or order out
        outer overlaps overlay pivot pivot_longer pivot_wider placing position positional precision primary qualify
        real references returning right row select semi setof show similar smallint some struct substring summarize
        symmetric table tablesample then time timestamp to trailing treat trim true try_cast union unique unpack
        unpivot using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement
        xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
        """.split { $0.isWhitespace }.map(String.init))
}
