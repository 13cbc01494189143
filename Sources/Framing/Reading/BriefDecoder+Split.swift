import Evidence

extension BriefDecoder {
    private enum By: String, CaseIterable {
        case time
        case random
        case group
    }

    /// The section `split`.
    mutating func splitPlan(_ node: YAMLNode, hasTime: Bool) -> SplitPlan? {
        let start = TextSpan(line: node.span.line, column: node.span.column)
        guard let section = section(node, path: "split", keys: BriefKeys.split, at: start) else { return nil }
        let by = splitBy(section, hasTime: hasTime)
        let byTime = by == .time || (section["by"] == nil && by == nil && hasTime)
        if let folds = section["cv"] { return crossValidation(folds, by: by, byTime: byTime, in: section) }
        let parts = SplitPlan.Parts(
            by: by, validation: border(section["validation"], "split.validation", byTime: byTime),
            test: border(section["test"], "split.test", byTime: byTime), gap: gap(section, byTime: byTime))
        checkBorders(parts, in: section)
        return .parts(parts)
    }

    private mutating func splitBy(_ section: BriefSection, hasTime: Bool) -> SplitBy? {
        let word = self.word(section["by"], "split.by", as: By.self)
        let column = name(section["group"], "split.group")
        if word == .group, section["group"] == nil {
            report(
                .missingKey, at: keySpan("by", in: section), "'split' by group needs 'group'",
                advice: "'group' is the column whose values stay on one side.")
        }
        if let word, word != .group, section["group"] != nil {
            report(
                .impossibleValue, at: keySpan("group", in: section), "'split.group' has no meaning by \(word.rawValue)",
                advice: "Write 'by: group', or leave 'group' out.")
        }
        if word == .time, !hasTime {
            report(
                .missingKey, at: keySpan("by", in: section), "a split by time needs 'data.time'",
                advice: "'data.time' is the column that holds the moment of prediction.")
        }
        switch word {
        case .time: return .time
        case .random: return .random
        case .group: return column.map { .group(column: $0) }
        case nil: return section["by"] == nil ? column.map { .group(column: $0) } : nil
        }
    }

    private mutating func crossValidation(
        _ node: YAMLNode, by: SplitBy?, byTime: Bool, in section: BriefSection
    ) -> SplitPlan? {
        let span = keySpan("cv", in: section)
        let required = [("folds", "how many parts the rows are cut into, at least 2")]
        guard let cv = self.section(node, path: "split.cv", keys: BriefKeys.cv, required: required, at: span) else {
            return nil
        }
        for key in ["validation", "test"] where section[key] != nil {
            report(
                .impossibleValue, at: keySpan(key, in: section), "'split.\(key)' has no meaning under 'cv'",
                advice: "Leave it out: rows are held out fold by fold.")
        }
        let gap = gap(section, byTime: byTime)
        let folds = integer(cv["folds"], "split.cv.folds", in: 2...100)
        let repeats = cv["repeats"].map { integer($0, "split.cv.repeats", in: 1...100) } ?? 1
        if byTime, let repeats, repeats > 1 {
            report(
                .impossibleValue, at: keySpan("repeats", in: cv), "'split.cv.repeats' has no meaning by time",
                advice: "Leave it out: time has one order, so each repeat would be the same.")
        }
        guard let folds, let repeats else { return nil }
        return .crossValidation(
            SplitPlan.CrossValidation(by: by, folds: Int(folds), repeats: Int(repeats), gap: gap))
    }

    private mutating func border(_ node: YAMLNode?, _ path: String, byTime: Bool) -> PartBorder? {
        let form =
            "Write a share over 0 and under 1, such as 15% or 0.15\(byTime ? ", or the date at which the part starts" : "")."
        guard let node, let text = text(node, path, form: form) else { return nil }
        if let number = Numeral.share(text) {
            if let share = Share(number) { return .share(share) }
            report(
                .impossibleValue, at: node.span,
                "'\(path)' must be more than nothing and less than all: \(quoted(text))",
                advice: form, hint: number >= 1 && number < 100 ? "did you mean \(text)%?" : nil)
            return nil
        }
        guard let moment = BriefMoment(text) else {
            report(
                .impossibleValue, at: node.span, "'\(path)' is neither a share nor a date: \(quoted(text))",
                advice: form)
            return nil
        }
        guard byTime else {
            report(
                .impossibleValue, at: node.span, "'\(path)' can be a date only under a split by time",
                advice: "Write 'by: time', or a share such as 15%.")
            return nil
        }
        return .date(moment)
    }

    private mutating func gap(_ section: BriefSection, byTime: Bool) -> BriefDuration? {
        guard let gap = duration(section["gap"], "split.gap") else { return nil }
        guard !byTime else { return gap }
        report(
            .impossibleValue, at: keySpan("gap", in: section), "'split.gap' has a meaning only by time",
            advice: "Leave it out, or write 'by: time'.")
        return nil
    }

    private mutating func checkBorders(_ parts: SplitPlan.Parts, in section: BriefSection) {
        switch (parts.validation ?? .standardValidation, parts.test ?? .standardTest) {
        case (.share(let validation), .share(let test)) where validation.value + test.value >= 1:
            let key = section["test"] == nil ? "validation" : "test"
            report(
                .impossibleValue, at: section[key]?.span ?? section.span,
                "validation and test leave no rows to train on: \(validation) + \(test)",
                advice: "Their shares must sum to less than 1.")
        case (.date(let validation), .date(let test)) where validation >= test:
            report(
                .impossibleValue, at: section["test"]?.span ?? section.span,
                "the test part must start after the validation part, which starts at \(validation)",
                advice: "Time goes train, validation, test.")
        default: break
        }
    }
}

extension PartBorder {
    /// The share of the validation part where a brief names none: 15 %.
    static let standardValidation = PartBorder.share(Share(0.15) ?? .half)
    /// The share of the test part where a brief names none: 20 %.
    static let standardTest = PartBorder.share(Share(0.2) ?? .half)
}
