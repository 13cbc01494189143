import Evidence
import Foundation
import TestSupport
import Testing

@testable import Framing

@Suite struct ExampleBriefsTests {
    /// The examples' data is fetched before the first run, so it may not be there.
    @Test func theExamplesAreRightButForDataNotFetched() throws {
        let folder = Fixture.packageRoot.appendingPathComponent("Examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.count >= 3)
        for name in names {
            let path = folder.appendingPathComponent("\(name)/brief.yaml").path
            do throws(BriefError) {
                let brief = try BriefReader.read(contentsOf: path)
                #expect(brief.name == name)
            } catch {
                let others = error.findings.filter {
                    $0.code != .missingFile || $0.excerpt?.text.contains("data/") != true
                }
                #expect(others.isEmpty, "\(others.map { $0.rendered() }.joined(separator: "\n"))")
            }
        }
    }
}
