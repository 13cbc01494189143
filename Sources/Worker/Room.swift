/// The room `Worker`.
