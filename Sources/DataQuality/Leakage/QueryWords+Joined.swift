extension QueryWords {
    /// Names of columns that rows are found by, in small letters: those that are held equal to another name, and those
    /// after USING and IN.
    var joined: Set<String> {
        var names: Set<String> = []
        for index in words.indices {
            if words[index].text == "=", words[index].kind == .sign {
                guard let left = operand(before: index), let right = operand(after: index) else { continue }
                names.formUnion([left, right])
            } else if words[index].isKeyword("using"), index + 1 < words.count, words[index + 1].text == "(" {
                let list = words[(index + 2)...].prefix { $0.text != ")" }
                names.formUnion(list.filter { $0.kind != .sign }.map { $0.text.lowercased() })
            } else if words[index].isKeyword("in"), index + 2 < words.count, words[index + 2].isKeyword("select") {
                let column = index + 3
                names.formUnion([operand(before: index), operand(after: column - 1)].compactMap(\.self))
            }
        }
        return names
    }

    /// Where a table is named behind a schema after FROM, JOIN or a comma.
    func qualified(_ table: String) -> Word? {
        words.indices.first { index in
            guard index > 2, words[index].names(table), words[index - 1].text == "." else { return false }
            var first = index - 2
            while first > 1, words[first - 1].text == "." { first -= 2 }
            guard first > 0 else { return false }
            let isFirst = words[first - 1].isKeyword("from") || words[first - 1].isKeyword("join")
            return isFirst || words[first - 1].text == "," && words[index - 2].names("main")
        }.map { words[$0] }
    }

    /// The name that ends before a sign, within brackets where one closes there.
    private func operand(before index: Int) -> String? {
        var at = index - 1
        while at >= 0, words[at].text == ")" { at -= 1 }
        return at >= 0 ? name(at) : nil
    }

    /// The name that begins after a sign, within brackets where one opens there; without what stands before its dot.
    private func operand(after index: Int) -> String? {
        var at = index + 1
        while at + 1 < words.count, words[at].text == "(" || words[at + 1].text == "(" { at += 1 }
        while at + 2 < words.count, words[at + 1].text == "." { at += 2 }
        return at < words.count ? name(at) : nil
    }

    private func name(_ index: Int) -> String? {
        let word = words[index]
        guard word.kind != .sign, word.kind == .quoted || word.text.first?.isNumber == false else { return nil }
        return ["true", "false", "null"].contains(word.text.lowercased()) ? nil : word.text.lowercased()
    }
}
