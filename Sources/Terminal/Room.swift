/// The room `Terminal`.
