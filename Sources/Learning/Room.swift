/// The room `Learning`.
