/// The room `Columns`.
