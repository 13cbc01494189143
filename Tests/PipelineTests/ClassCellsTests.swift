import Columns
import Framing
import Testing

@testable import Pipeline

/// Cells and names as classes.
struct ClassCellsTests {
    @Test func `integers stand in the order of their numbers, and whole doubles are integers`() throws {
        let integers = try #require(ClassCells(.integer(Values([10, nil, 9, 10], filler: 0))))
        #expect(integers.texts == ["9", "10"])
        #expect(integers.codes == [1, -1, 0, 1])
        let doubles = try #require(ClassCells(.double(Values([1, 0, 0.5], filler: 0))))
        #expect(doubles.texts == ["0", "0.5", "1"])
    }

    @Test func `moments are no classes`() {
        #expect(ClassCells(.timestamp(Values([1], filler: 0), .date)) == nil)
    }

    @Test(arguments: [
        (ClassNames.Kind.boolean, "True", "true"), (.boolean, "0", "false"), (.integer, "1.0", "1"),
        (.integer, "true", "1"), (.integer, "01", "1"), (.text, "True", "True"), (.text, "01", "01"),
    ])
    func `names are read as the label's type reads them`(kind: ClassNames.Kind, name: String, canonical: String) {
        #expect(ClassNames(kind: kind).canonical(name) == canonical)
    }
}
