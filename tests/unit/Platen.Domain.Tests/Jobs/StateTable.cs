using Platen.Domain.Jobs;

namespace Platen.Domain.Tests.Jobs;

/// <summary>Every state a job's row can be in, every fact that can come, and what the code makes of each pair, in the words of docs/architecture/jobs.md.</summary>
internal static class StateTable
{
    public static readonly (string Name, Job? Row)[] States =
    [
        ("not recorded", null),
        ("held", Sample.After(Sample.Received(Sample.Anna))),
        ("processing r", Sample.After(Sample.Received(Sample.Anna), Sample.Started())),
        ("processing other", Sample.After(Sample.Received(Sample.Anna), Sample.Started(Sample.OtherRelease))),
        ("completed, kept", Sample.After(Sample.Received(Sample.Anna), Sample.Started(Sample.OtherRelease), Sample.Finished(ReleaseOutcome.Completed, Sample.OtherRelease))),
        ("completed, gone", Sample.After(Sample.Received(Sample.Anna), Sample.Started(Sample.OtherRelease), Sample.Finished(ReleaseOutcome.Completed, Sample.OtherRelease, destroyed: true))),
        ("canceled", Sample.After(Sample.Received(Sample.Anna), Sample.Deleted(DeletionCause.Owner))),
        ("canceled in r", Sample.After(Sample.Received(Sample.Anna), Sample.Started(), Sample.Deleted(DeletionCause.Owner))),
        ("aborted", Sample.After(Sample.Received(Sample.Anna), Sample.Deleted(DeletionCause.Damaged))),
    ];

    public static readonly (string Name, JobFact Fact)[] Facts =
    [
        ("received", Sample.Received(Sample.Anna)),
        ("started r", Sample.Started()),
        ("finished r, completed", Sample.Finished(ReleaseOutcome.Completed)),
        ("finished r, completed, destroyed", Sample.Finished(ReleaseOutcome.Completed, destroyed: true)),
        ("finished r, partial", Sample.Finished(ReleaseOutcome.Partial)),
        ("finished r, not printed", Sample.Finished(ReleaseOutcome.NotPrinted)),
        ("finished r, not printed, destroyed", Sample.Finished(ReleaseOutcome.NotPrinted, destroyed: true)),
        ("deleted", Sample.Deleted(DeletionCause.Owner)),
        ("deleted, damaged", Sample.Deleted(DeletionCause.Damaged)),
    ];

    public static string Cell(Job? row, JobFact fact)
    {
        var decision = JobLifecycle.Apply(row, fact, Sample.Context);
        return decision.Code switch
        {
            DecisionCode.Rejected => $"parked: {decision.Reason}",
            DecisionCode.NothingNew => "nothing new",
            _ => Word(decision.Job!) + (decision.Ledger is null ? "" : ", charged"),
        };
    }

    private static string Word(Job job) => (job.State, job.OpenRelease) switch
    {
        (JobState.PendingHeld, null) => "held",
        (JobState.Processing, { } open) => open == Sample.Release ? "processing r" : "processing other",
        (JobState.Completed, null) => job.DataKept ? "completed, kept" : "completed, gone",
        (JobState.Canceled, null) => "canceled",
        (JobState.Canceled, { } open) => open == Sample.Release ? "canceled in r" : "canceled in other",
        (JobState.Aborted, null) => "aborted",
        (JobState.Aborted, { } open) => open == Sample.Release ? "aborted in r" : "aborted in other",
        _ => $"impossible: {job.State}, open {job.OpenRelease}",
    };
}
