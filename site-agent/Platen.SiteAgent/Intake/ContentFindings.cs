using System.Collections.Immutable;
using Platen.Domain.Queues;
using Platen.Protocols.Pjl.Guard;

namespace Platen.SiteAgent.Intake;

/// <summary>What the guard found in a document, by its queue's policy: why the document is refused, or what is noted with the job.</summary>
internal static class ContentFindings
{
    /// <summary>Why the document is refused; null: it is not.</summary>
    public static IntakeResult? Refusal(PjlGuardReport report, IntakePolicy policy, string queue)
    {
        var isPjl = policy.Pjl == UnsafeContentPolicy.Refuse && report.Commands.Length > 0;
        var isPostScript = policy.PostScript == UnsafeContentPolicy.Refuse && report.Operators.Length > 0;
        var what = isPjl ? $"PJL that changes the device ({string.Join(", ", report.Commands)})" : $"PostScript that leaves its job ({string.Join(", ", report.Operators)})";
        return isPjl || isPostScript
            ? new IntakeResult(IntakeCode.Unsafe, $"The document has {what}, and the queue '{queue}' takes none: nothing was kept. Print it from another program, or ask the administrator to change the queue's policy.")
            : null;
    }

    /// <summary>What is noted with a job that is taken; the words are the document's commands, never its content.</summary>
    public static ImmutableArray<string> Notes(PjlGuardReport report, IntakePolicy policy)
    {
        var fate = policy.Pjl == UnsafeContentPolicy.Remove ? "removed" : "passed";
        return [.. report.Commands.Select(command => $"PJL {command} {fate}"), .. report.Operators.Select(name => $"PostScript {name} passed")];
    }
}
