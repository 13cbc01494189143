/// The room `Features`.
