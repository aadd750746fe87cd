using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Jobs;

/// <summary>A held job as records of journal and checkpoint say it, both ways.</summary>
internal static class JobRecords
{
    public static JournalRecord Received(JobId id, JobOrigin origin, JobDetails details, DocumentFacts facts, SealedDocument document) => new()
    {
        Event = new AgentEvent
        {
            JobReceived = new JobReceived
            {
                JobId = id.ToString(),
                QueueId = origin.Queue.Value,
                ClaimedUser = Cut(details.ClaimedUser),
                OwnerUserId = details.Owner?.ToString() ?? "",
                Title = Cut(details.Title),
                Facts = facts,
                Protocol = origin.Protocol,
                SourceAddress = Cut(origin.SourceAddress),
                ClaimedAccount = Cut(details.Account),
                ClaimedAccountingUser = Cut(details.AccountingUser),
                OwnerEvidence = (Contracts.AgentLink.V1.OwnerEvidence)details.Evidence,
                Reach = (Contracts.AgentLink.V1.JobReach)origin.Reach,
                SentToDeviceId = origin.SentTo?.Value ?? "",
                BarsDelegates = !details.AllowsDelegates,
                Findings = { details.Findings },
                CopiedToSiteId = details.CopiedTo?.Value ?? "",
            },
        },
        Stored = new JobStored
        {
            Place = ToRecord(document.Place),
            ChunkCount = document.ChunkCount,
            KeepHeldSeconds = (long)details.Terms.KeepHeld.TotalSeconds,
            KeepReleasedSeconds = (long)details.Terms.KeepReleased.TotalSeconds,
            DestroyWhenPrinted = details.Terms.DestroyWhenPrinted,
            Ticket = details.Ticket,
        },
    };

    public static HeldJob ToJob(JobReceived received, DateTimeOffset at, JobStored stored)
    {
        var terms = new JobTerms(TimeSpan.FromSeconds(stored.KeepHeldSeconds), TimeSpan.FromSeconds(stored.KeepReleasedSeconds), stored.DestroyWhenPrinted);
        return new HeldJob
        {
            Id = JobId.Parse(received.JobId),
            Queue = QueueId.Parse(received.QueueId),
            ClaimedUser = string.IsInterned(received.ClaimedUser) ?? received.ClaimedUser,
            Owner = UserId.TryParse(received.OwnerUserId, out var owner) ? owner : null,
            Title = received.Title,
            Facts = received.Facts ?? new DocumentFacts(),
            Protocol = received.Protocol,
            SourceAddress = received.SourceAddress,
            ReceivedAt = at,
            Terms = terms,
            Ticket = stored.Ticket ?? HeldJob.NoTicket,
            ClaimedAccount = received.ClaimedAccount,
            ClaimedAccountingUser = received.ClaimedAccountingUser,
            Evidence = received.OwnerEvidence == Contracts.AgentLink.V1.OwnerEvidence.Unspecified ? OwnerEvidence.ClaimedName : (OwnerEvidence)received.OwnerEvidence,
            Reach = received.Reach == Contracts.AgentLink.V1.JobReach.Unspecified ? JobReach.Anywhere : (JobReach)received.Reach,
            SentTo = DeviceId.TryParse(received.SentToDeviceId, out var device) ? device : null,
            AllowsDelegates = !received.BarsDelegates,
            Findings = [.. received.Findings],
            CopiedTo = SiteId.TryParse(received.CopiedToSiteId, out var site) ? site : null,
            State = JobState.PendingHeld,
            ExpiresAt = at + terms.KeepHeld,
            ChunkCount = stored.ChunkCount,
            Place = ToPlace(stored.Place),
        };
    }

    public static JournalRecord Snapshot(HeldJob job)
    {
        var state = new HeldJobState
        {
            Received = new JobReceived
            {
                JobId = job.Id.ToString(),
                QueueId = job.Queue.Value,
                ClaimedUser = job.ClaimedUser,
                OwnerUserId = job.Owner?.ToString() ?? "",
                Title = job.Title,
                Facts = job.Facts,
                Protocol = job.Protocol,
                SourceAddress = job.SourceAddress,
                ClaimedAccount = job.ClaimedAccount,
                ClaimedAccountingUser = job.ClaimedAccountingUser,
                OwnerEvidence = (Contracts.AgentLink.V1.OwnerEvidence)job.Evidence,
                Reach = (Contracts.AgentLink.V1.JobReach)job.Reach,
                SentToDeviceId = job.SentTo?.Value ?? "",
                BarsDelegates = !job.AllowsDelegates,
                Findings = { job.Findings },
                CopiedToSiteId = job.CopiedTo?.Value ?? "",
            },
            ReceivedAt = job.ReceivedAt.ToTimestamp(),
            Stored = new JobStored
            {
                Place = ToRecord(job.Place),
                ChunkCount = job.ChunkCount,
                KeepHeldSeconds = (long)job.Terms.KeepHeld.TotalSeconds,
                KeepReleasedSeconds = (long)job.Terms.KeepReleased.TotalSeconds,
                DestroyWhenPrinted = job.Terms.DestroyWhenPrinted,
                Ticket = ReferenceEquals(job.Ticket, HeldJob.NoTicket) ? null : job.Ticket,
            },
            State = (int)job.State,
            ExpiresAt = job.ExpiresAt.ToTimestamp(),
            Printed = job.WasPrinted,
        };
        if (job.Release is { } open)
        {
            state.OpenRelease = new JobReleaseStarted
            {
                JobId = job.Id.ToString(), ReleaseId = open.Id.ToString(), DeviceId = open.Device.Value, UserId = TextOf(open.User),
            };
            state.OpenReleaseAt = open.StartedAt.ToTimestamp();
        }

        state.Releases.AddRange(job.Releases.Select(ToRecord));
        return new JournalRecord { HeldJob = state };
    }

    public static HeldJob ToJob(HeldJobState state) => ToJob(state.Received, state.ReceivedAt.ToDateTimeOffset(), state.Stored) with
    {
        State = (JobState)state.State,
        ExpiresAt = state.ExpiresAt.ToDateTimeOffset(),
        WasPrinted = state.Printed,
        Release = state.OpenRelease is { } open ? ToOpenRelease(open, state.OpenReleaseAt.ToDateTimeOffset()) : null,
        Releases = [.. state.Releases.Select(ToFact)],
    };

    public static OpenRelease ToOpenRelease(JobReleaseStarted started, DateTimeOffset at) =>
        new(ReleaseId.Parse(started.ReleaseId), DeviceId.Parse(started.DeviceId), UserId.TryParse(started.UserId, out var user) ? user : default, at);

    /// <summary>A direct queue releases documents of senders whom nobody knows: the text of nobody is empty.</summary>
    public static string TextOf(UserId user) => user.Value == Guid.Empty ? "" : user.ToString();

    public static FinishedRelease ToRecord(FinishedReleaseFact fact) => new()
    {
        ReleaseId = fact.Id.ToString(), JobId = fact.Job.ToString(), Outcome = fact.Outcome, At = fact.At.ToTimestamp(),
    };

    public static FinishedReleaseFact ToFact(FinishedRelease record) =>
        new(ReleaseId.Parse(record.ReleaseId), JobId.Parse(record.JobId), record.Outcome, record.At.ToDateTimeOffset());

    public static JournalRecord Moved(JobId job, DataPlace from, DataPlace to) =>
        new() { Moved = new JobMoved { JobId = job.ToString(), From = ToRecord(from), To = ToRecord(to) } };

    public static SpoolPlace ToRecord(DataPlace place) => new() { Segment = place.Segment, Offset = place.Offset, Length = place.Length };

    public static DataPlace ToPlace(SpoolPlace place) => new(place.Segment, place.Offset, place.Length);

    private static string Cut(string text) => text.Length <= JobDetails.TextCharsMax ? text : text[..(char.IsHighSurrogate(text[JobDetails.TextCharsMax - 1]) ? JobDetails.TextCharsMax - 1 : JobDetails.TextCharsMax)];
}
