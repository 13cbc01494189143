import Evidence

extension Expectation {
    /// The expectation compiled for a relation.
    ///
    /// - Throws: ``SuiteError`` where it does not fit the relation's columns.
    func check(in relation: CheckedRelation) throws -> any Check {
        let scope = try CheckScope(self, relation)
        switch type {
        case .tableRowCountBetween, .tableRowCountEqual, .tableRowCountEqualOther, .tableColumnCountBetween,
            .tableColumnCountEqual, .tableColumnsOrdered, .tableColumnsSet, .columnExists, .unexpectedRows:
            return try TableChecks.check(scope)
        case .notNull, .null, .inSet, .notInSet, .between, .ofType, .inTypeList, .matchRegex, .notMatchRegex,
            .matchRegexList, .notMatchRegexList, .matchLike, .notMatchLike, .matchLikeList, .notMatchLikeList,
            .lengthsBetween, .lengthsEqual, .dateParseable, .strftime, .jsonParseable:
            return try ColumnValues.check(scope)
        case .unique: return try Uniqueness.unique(scope)
        case .increasing: return try Uniqueness.ordered(scope, descending: false)
        case .decreasing: return try Uniqueness.ordered(scope, descending: true)
        case .zScores: return try Uniqueness.zScores(scope)
        case .foreignKey: return try Uniqueness.foreignKey(scope)
        case .pairGreater, .pairEqual, .pairInSet: return try SeveralColumns.pair(scope)
        case .multicolumnSum, .uniqueWithinRecord, .compoundUnique: return try SeveralColumns.record(scope)
        case .minBetween: return try NumberCheck(.minimum, scope)
        case .maxBetween: return try NumberCheck(.maximum, scope)
        case .meanBetween: return try NumberCheck(.mean, scope)
        case .medianBetween: return try NumberCheck(.median, scope)
        case .stdevBetween: return try NumberCheck(.deviation, scope)
        case .sumBetween: return try NumberCheck(.sum, scope)
        case .uniqueCountBetween: return try NumberCheck(.distinct, scope)
        case .uniqueProportionBetween: return try NumberCheck(.distinctShare, scope)
        case .presentProportionBetween: return try NumberCheck(.presentShare, scope)
        case .mostCommonInSet: return try MostCommonCheck(scope)
        case .quantilesBetween: return try QuantileCheck(scope)
        case .distinctInSet, .distinctEqualSet, .distinctContainSet: return try DistinctCheck(scope)
        case .klDivergence, .chiSquare, .kolmogorovSmirnov: return try DistributionCheck(scope)
        }
    }
}
