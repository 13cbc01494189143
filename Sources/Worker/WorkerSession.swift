import Evidence
import Foundation
package import Warehouse

/// A talk with a child that holds sources open; it is used by one task at a time.
package final class WorkerSession {
    /// What the child opened.
    package let opened: OpenedSources
    private let replies: Child.Replies
    private let send: Child.Send
    private let watch: Watch

    /// The child ended in the middle of the talk; why is known when its end is.
    struct Ended: Error {}

    init(replies: Child.Replies, send: @escaping Child.Send, watch: Watch) async throws {
        self.replies = replies
        self.send = send
        self.watch = watch
        guard case .opened(let opened) = try await Self.reply(replies) else { throw Ended() }
        self.opened = opened
    }

    /// Has a plan run on the open sources.
    ///
    /// What a plan makes, such as a temporary view, is there for the next. A temporary view with the name of a source
    /// stands before it; the source itself stays `Identifier(opened: NAME)`.
    ///
    /// - Throws: ``WorkerError``; the session is over then.
    package func answers(to plan: QueryPlan) async throws -> QueryAnswers {
        watch.asked()
        await send(try JSONEncoder().encode(SessionOrder.plan(plan)))
        guard case .answers(let answers) = try await Self.reply(replies) else { throw Ended() }
        return answers
    }

    /// Has rows of a source copied into the request's output.
    ///
    /// - Returns: what was copied, which the parent still has to hash before it trusts it.
    /// - Throws: ``WorkerError``; the session is over then.
    package func copy(_ order: RowCopy) async throws -> CopiedRows {
        watch.asked()
        await send(try JSONEncoder().encode(SessionOrder.copy(order)))
        guard case .copied(let rows) = try await Self.reply(replies) else { throw Ended() }
        return rows
    }

    /// The next answer.
    ///
    /// - Throws: ``WorkerError`` that the child told, ``Ended`` where it ended without one.
    static func reply(_ replies: Child.Replies) async throws -> WorkerMessage {
        switch await replies.next() {
        case .failure(let findings, let status)?: throw WorkerError(findings: findings, exitStatus: status)
        case let message?: return message
        case nil: throw Ended()
        }
    }
}
