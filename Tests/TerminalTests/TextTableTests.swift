import Terminal
import Testing

struct TextTableTests {
    @Test func `columns are aligned and lines end without spaces`() {
        var table = TextTable([("candidate", .left), ("roc_auc", .right)])
        table.append(["prior", "0.500"])
        table.append(["linear", "10.690"])
        #expect(table.lines(.plain) == ["  candidate  roc_auc", "  prior        0.500", "  linear      10.690"])
    }
}
