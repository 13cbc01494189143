/// The room `Store`.
