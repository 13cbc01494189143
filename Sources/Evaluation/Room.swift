/// The room `Evaluation`.
