/// The room `Pipeline`.
