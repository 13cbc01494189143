import Scoring

/// What linear models see of a row: dense numbers, and a slot in each one-hot block.
struct LinearColumns {
    var dense: [Value<Double>] = []
    /// Slots, from 0 on; each block has as many as its width.
    var slots: [Value<Int64>] = []
}

extension Graph {
    /// The linear view of a plan, in the order of its columns.
    mutating func linearView(of plan: FeaturePlan, _ columns: InputColumns) -> LinearColumns {
        var view = LinearColumns()
        for feature in plan.features {
            switch feature.treatment {
            case .number(let number): view.dense += dense(columns.number(feature.source), number)
            case .boolean(let boolean): view.dense += dense(columns.number(feature.source), boolean)
            case .category(let category): view.slots.append(slot(of: columns.text(feature.source), in: category))
            case .calendar(let calendar): view.dense += dense(columns.moment(feature.source), calendar, columns)
            }
        }
        return view
    }

    private mutating func dense(
        _ moment: InputColumns.Moment, _ calendar: CalendarTreatment, _ columns: InputColumns
    ) -> [Value<Double>] {
        var dense: [Value<Double>] = []
        for cycle in calendar.parts { dense += circle(cycle, of: moment) }
        if calendar.missingIndicator { dense.append(double(moment.isMissing)) }
        if let since = calendar.elapsed {
            dense += self.dense(elapsed(from: columns.moment(since.since), to: moment), since.number)
        }
        return dense
    }

    /// The view of a plan for trees: a number for each of its tree columns, NaN where it is missing.
    mutating func treeView(of plan: FeaturePlan, _ columns: InputColumns) -> [Value<Double>] {
        var view: [Value<Double>] = []
        for feature in plan.features {
            switch feature.treatment {
            case .number, .boolean: view.append(flushed(columns.number(feature.source)))
            case .category(let category): view.append(code(of: columns.text(feature.source), in: category))
            case .calendar(let calendar):
                let moment = columns.moment(feature.source)
                for cycle in calendar.parts { view.append(number(of: cycle.part, in: moment)) }
                if let since = calendar.elapsed {
                    view.append(elapsed(from: columns.moment(since.since), to: moment).value)
                }
                if calendar.isOnlyAbsence { view.append(double(moment.isMissing)) }
            }
        }
        return view
    }
}
