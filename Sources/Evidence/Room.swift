/// The room `Evidence`.
