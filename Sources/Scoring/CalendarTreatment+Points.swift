extension CalendarTreatment.Cycle {
    /// The dense columns of each value of the part, from 0 on: a sine and a cosine for each pair.
    package var points: [[Double]] {
        let table = CycleTable(self)
        return (0..<part.period).map { index in
            Array(table.values[index * table.width..<(index + 1) * table.width])
        }
    }
}
