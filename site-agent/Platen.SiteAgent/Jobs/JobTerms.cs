using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Jobs;

/// <summary>What the queue says about a job's life.</summary>
/// <param name="KeepHeld">How long it is held for its first release (PR02); greater than zero.</param>
/// <param name="KeepReleased">How long it is kept for reprint after it was printed (PR03); zero: not at all.</param>
/// <param name="DestroyWhenPrinted">Private queue (PR04): key and data go as soon as the job is printed.</param>
internal sealed record JobTerms(TimeSpan KeepHeld, TimeSpan KeepReleased, bool DestroyWhenPrinted)
{
    /// <summary>The longest a job is kept, however long the queue says.</summary>
    public static readonly TimeSpan KeepMax = TimeSpan.FromDays(366);

    /// <summary>The terms of a queue, each clamped to <see cref="KeepMax"/>; a kept time of less than a minute for held jobs is a minute.</summary>
    public static JobTerms Of(ReplicaQueue queue, bool privateUser) => new(
        Clamp(queue.KeepHeldSeconds, TimeSpan.FromMinutes(1)),
        Clamp(queue.KeepReleasedSeconds, TimeSpan.Zero),
        privateUser || queue.Kind == ReplicaQueue.Types.Kind.Private);

    private static TimeSpan Clamp(long seconds, TimeSpan least) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, (long)least.TotalSeconds, (long)KeepMax.TotalSeconds));
}
