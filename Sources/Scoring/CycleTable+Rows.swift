extension CalendarTreatment.Cycle {
    /// For each value of the part, the sines and cosines that stand for it.
    package var table: [[Double]] {
        let table = CycleTable(self)
        return (0..<part.period).map { Array(table.values[$0 * table.width..<($0 + 1) * table.width]) }
    }
}
