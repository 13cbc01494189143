import Evidence
import Testing

@testable import Pipeline

@Suite struct FirstDifferenceTests {
    @Test func `a value is named by its JSON pointer`() {
        let old: JSONValue = ["a/b": ["c": [1, 2, ["d~": "x"]]]]
        let new: JSONValue = ["a/b": ["c": [1, 2, ["d~": "y"]]]]
        let found = FirstDifference.values(old, new, at: "")
        #expect(found == FirstDifference(place: "/a~1b/c/2/d~0", was: "\"x\"", isNow: "\"y\""))
        #expect(FirstDifference.values(old, old, at: "") == nil)
    }

    @Test func `a key that is gone is absent, and a shorter list says how long it is`() {
        #expect(
            FirstDifference.values(["a": 1], .object([:]), at: "")
                == FirstDifference(place: "/a", was: "1", isNow: "absent"))
        #expect(
            FirstDifference.values([1, 2], [1], at: "/x")
                == FirstDifference(place: "/x", was: "2 elements", isNow: "1 element"))
    }
}
