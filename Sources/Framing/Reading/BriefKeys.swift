/// The keys of a brief, section by section.
enum BriefKeys {
    static let top = [
        "name", "problem", "task", "data", "split", "metric", "slices", "sensitive", "exclude", "sensitive_use",
        "assumed", "checks", "candidates", "monotone", "budget", "refit", "seed", "owner", "purpose", "due",
        "user_facing",
        "approvers",
        "keep_sources",
    ]
    /// Keys that may stand under `assumed`.
    static let assumable = ["data.time"]
    static let data = [
        "engine", "sources", "dataset", "key", "time", "label", "positive", "weight", "query", "fresh_within",
    ]
    static let source = ["path", "table", "known_at", "format", "delimiter"]
    static let knownAfter = ["after", "delay"]
    static let knownCells = ["columns", "at"]
    static let split = ["by", "group", "validation", "test", "gap", "cv"]
    static let cv = ["folds", "repeats"]
    static let metric = ["primary", "also", "guardrails", "costs", "threshold", "recalibrate"]
    static let threshold = ["precision", "recall", "capacity", "per"]
    static let foreign = ["onnx", "name", "inputs", "output", "classes", "scores"]
    static let costs = ["false_positive", "false_negative"]
    /// What may be said of a candidate.
    static let candidate = ["class_weight", "space", "splines", "interactions"]
    static let budget = ["trials", "iterations", "time_limit", "ablation"]

    /// The section that a key belongs to, for one that stands elsewhere.
    static func home(of key: String) -> String? {
        if top.contains(key) { return "" }
        let sections = [("data", data), ("split", split), ("metric", metric), ("budget", budget)]
        return sections.first { $0.1.contains(key) }?.0
    }
}
