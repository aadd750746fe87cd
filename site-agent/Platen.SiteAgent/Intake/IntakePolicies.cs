using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Queues;
using Platen.Protocols.Pjl.Guard;

namespace Platen.SiteAgent.Intake;

/// <summary>A queue's intake policy from its record in the replica. What the record does not say, because an older server wrote it, is the safe default.</summary>
internal static class IntakePolicies
{
    public static IntakePolicy Of(ReplicaQueue queue)
    {
        var safe = new IntakePolicy();
        return queue.Intake is not { } source ? safe : safe with
        {
            LeastEvidence = (OwnerEvidence)source.LeastEvidence,
            TrustedAddresses = [.. source.TrustedAddresses],
            Pjl = Or((UnsafeContentPolicy)source.Pjl, safe.Pjl),
            AllowsDisplayTexts = source.AllowsDisplayTexts,
            PostScript = Or((UnsafeContentPolicy)source.PostScript, safe.PostScript),
            AllowsDelegates = !source.BarsDelegates,
        };
    }

    public static QueueKind KindOf(ReplicaQueue queue) => (QueueKind)queue.Kind;

    public static PjlGuardOptions GuardOf(IntakePolicy policy) =>
        new() { RemovesCommands = policy.Pjl == UnsafeContentPolicy.Remove, AllowsDisplayTexts = policy.AllowsDisplayTexts };

    private static UnsafeContentPolicy Or(UnsafeContentPolicy given, UnsafeContentPolicy otherwise) => given == UnsafeContentPolicy.Unspecified ? otherwise : given;
}
