/// SQL as the text of one dialect, so that it can be sent to another process; only this room makes it.
package struct CompiledSQL: Codable, Sendable, Hashable {
    /// The dialect that the text is written in.
    package let dialect: Dialect.Name
    let text: String
}

extension SQL {
    /// The SQL as the text of a dialect.
    ///
    /// - Throws: ``WarehouseError`` where the dialect cannot say it.
    package func compiled(in dialect: Dialect) throws(WarehouseError) -> CompiledSQL {
        CompiledSQL(dialect: dialect.name, text: try text(in: dialect))
    }

    init(_ compiled: CompiledSQL) {
        self.init(pieces: [.text(compiled.text)])
    }
}
