import Testing

@testable import Pipeline

/// The values of `--score` as columns.
struct ScoreColumnsTests {
    private func columns(_ values: [String], _ names: Set<String> = ["a", "b", "x=y", "p=q"]) throws -> ScoreColumns {
        try ScoreColumns(values, option: "--score", columns: names)
    }

    @Test func `one name is the score of the positive class`() throws {
        #expect(try columns(["a"]) == .one("a"))
    }

    @Test func `several names are the classes in order`() throws {
        #expect(try columns(["b", "a"]) == .inOrder(["b", "a"]))
    }

    @Test func `a class stands before the first equals sign behind which a column stands`() throws {
        #expect(try columns(["yes=a"]) == .named([.init(className: "yes", column: "a")]))
        #expect(try columns(["k=p=q"]) == .named([.init(className: "k", column: "p=q")]))
        #expect(try columns(["k=p=a"]) == .named([.init(className: "k=p", column: "a")]))
        #expect(try columns(["k=absent"]) == .named([.init(className: "k", column: "absent")]))
    }

    @Test func `a column of the name wins over a class`() throws {
        #expect(try columns(["x=y"]) == .one("x=y"))
    }

    @Test(arguments: [["a", "k=b"], ["a", "a"], ["k=a", "k=b"], ["k=a", "l=a"]])
    func `mixed forms and twins are refused`(values: [String]) {
        #expect(throws: ArgumentError.self) { try columns(values) }
    }
}
