import Evidence
import Framing

extension Brief {
    /// The text that a run keeps: the brief as given and read; one that was proposed, with what the data settled.
    ///
    /// A password in a connection's address is not handed on with it.
    func keptText(settled: [Inference]) -> String {
        guard let given = places.text else { return BriefWriter.text(forProposed: self, settled: settled) }
        var shown = self
        shown.data.engine = data.engine.withoutCredentials
        return shown.data.engine == data.engine ? given : BriefWriter.text(for: shown)
    }
}
