/// The room `Framing`.
