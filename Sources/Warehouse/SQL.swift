package import Columns

/// A piece of SQL, independent of the engine until it is sent.
///
/// It is written as a string literal in the source code, into which only SQL's own parts can be interpolated:
///
///     let query: SQL = "SELECT \(Identifier("a b")) FROM \(table) WHERE x = \(Literal("it's")) LIMIT \(5)"
///
/// A `String` cannot be interpolated: that does not compile. What a person wrote as SQL enters by ``init(dataset:)``
/// alone. Text is made by `Warehouse` alone, with the ``Dialect`` of the engine that it is for.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Piece: Sendable {
        case text(String)
        case identifier(Identifier)
        case literal(Literal)
        case dialectal(@Sendable (Dialect) throws(WarehouseError) -> SQL)
    }

    private(set) var pieces: [Piece]

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    package init(stringLiteral text: StaticString) {
        pieces = [.text(text.description)]
    }

    package init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
    }

    /// SQL that a person wrote, as it is; a semicolon at its end is dropped.
    ///
    /// It must have passed ``QueryShape`` before it is put into other SQL.
    package init(dataset text: String) {
        var text = Substring(text)
        while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
        // A line comment at the end must not swallow what follows.
        pieces = [.text(text + "\n")]
    }

    /// Pieces one after the other with a separator between them.
    package init(_ list: some Sequence<SQL>, separatedBy separator: SQL = ", ") {
        pieces = []
        for (index, item) in list.enumerated() {
            if index > 0 { pieces += separator.pieces }
            pieces += item.pieces
        }
    }

    /// Names one after the other with commas between them.
    package init(_ names: some Sequence<Identifier>) {
        self.init(names.map { SQL(pieces: [.identifier($0)]) })
    }

    /// The names in it, each without its schema.
    package var names: [String] {
        pieces.compactMap { if case .identifier(let name) = $0 { name.name } else { nil } }
    }

    package static func + (left: SQL, right: SQL) -> SQL { SQL(pieces: left.pieces + right.pieces) }

    /// The text for an engine.
    ///
    /// - Throws: ``WarehouseError`` where the dialect cannot say it.
    func text(in dialect: Dialect) throws(WarehouseError) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .identifier(let name): text += name.parts.map(dialect.quoteIdentifier).joined(separator: ".")
            case .literal(let literal): text += try dialect.text(of: literal)
            case .dialectal(let make): text += try make(dialect).text(in: dialect)
            }
        }
        return text
    }

    /// The parts of SQL that may stand in a literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            pieces.append(.text(literal.description))
        }

        package mutating func appendInterpolation(_ identifier: Identifier) { pieces.append(.identifier(identifier)) }
        package mutating func appendInterpolation(_ literal: Literal) { pieces.append(.literal(literal)) }
        package mutating func appendInterpolation(_ sql: SQL) { pieces += sql.pieces }
        package mutating func appendInterpolation(_ number: Int) { pieces.append(.text(String(number))) }
        /// Names with commas between them.
        package mutating func appendInterpolation(_ names: [Identifier]) { pieces += SQL(names).pieces }
        /// Pieces with commas between them.
        package mutating func appendInterpolation(_ list: [SQL]) { pieces += SQL(list).pieces }
    }
}

/// A name of a table or column, quoted for the engine when it is sent; it may hold any character but NUL.
package struct Identifier: Sendable, Hashable {
    /// The name, before it the schema or catalog where there is one.
    package let parts: [String]

    package init(_ name: String) {
        parts = [name]
    }

    /// A name within a schema or attached database.
    package init(in schema: String, _ name: String) {
        parts = [schema, name]
    }

    /// A source as it was opened in an in-memory DuckDB, whatever temporary view of its name stands before it.
    package init(opened source: String) {
        parts = ["memory", "main", source]
    }

    /// A name after those of the schemas and catalogs that it lies in.
    package init(path: [String]) {
        parts = path
    }

    /// The name without its schema.
    package var name: String { parts.last ?? "" }
}

/// A value within SQL.
package enum Literal: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// Any double, NaN and infinities too, exactly.
    case double(Double)
    case text(String)
    /// Microseconds since 1970-01-01T00:00:00.
    case timestamp(Int64, TimestampKind)
    case list([Literal])

    package init(_ text: String) { self = .text(text) }
    package init(_ number: Double) { self = .double(number) }
    package init(_ number: Int64) { self = .integer(number) }
    package init(_ flag: Bool) { self = .boolean(flag) }
}
