/// The room `Scoring`.
