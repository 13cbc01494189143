import Scoring

extension Graph {
    /// The slot of a text among a category's: its own, that of other texts, or that of missing ones.
    mutating func slot(of text: InputColumns.Text, in category: CategoryTreatment) -> Value<Int64> {
        let other = Int64(category.other)
        // A look-up without any text is not allowed.
        let found =
            category.levels.isEmpty
            ? constant(other) : place(of: text.value, among: category.levels, other: other)
        return choose(where: text.isMissing, constant(Int64(category.missing)), else: found)
    }

    /// A text as trees see it: its slot, and what is missing NaN.
    mutating func code(of text: InputColumns.Text, in category: CategoryTreatment) -> Value<Double> {
        choose(where: text.isMissing, constant(Double.nan), else: double(slot(of: text, in: category)))
    }
}
