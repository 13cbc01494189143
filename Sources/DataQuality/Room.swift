/// The room `DataQuality`.
