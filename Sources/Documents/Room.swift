/// The room `Documents`.
