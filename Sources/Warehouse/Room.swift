/// The room `Warehouse`.
