using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>Audit rows of a job's facts. A document's title is never in them.</summary>
internal static class JobAudit
{
    /// <summary>The most findings that are told.</summary>
    private const int FindingsMax = 16;

    public static AuditEntry Received(Job job, JobReceived fact, JobContext context)
    {
        var details = new List<KeyValuePair<string, string>>
        {
            new("queue", job.Queue.Value), new("owner", job.Owner?.ToString() ?? "unclaimed"), new("bytes", Number(job.Facts.SizeBytes)),
        };
        if (fact.Evidence is > OwnerEvidence.Unspecified and <= OwnerEvidence.AuthenticatedName)
        {
            details.Add(new("evidence", fact.Evidence.ToString()));
        }

        if (job.SentTo is { } device)
        {
            details.Add(new("device", device.Value));
        }

        if (fact.Findings.Length > 0)
        {
            details.Add(new("content", FactBounds.Text(string.Join(", ", fact.Findings.Take(FindingsMax)), FactBounds.ReasonMax)));
        }

        return Entry("job.received", job.Id, AgentName(context), job.SourceAddress, context.At, success: true, details);
    }

    public static AuditEntry ReleaseStarted(Job job, JobReleaseStarted fact, JobContext context)
    {
        var details = new List<KeyValuePair<string, string>> { new("release", fact.Release.ToString()) };
        AddOwner(details, job, fact.User);
        if (job.OpenRelease is { } open)
        {
            details.Add(new("supersedes", open.ToString()));
        }

        return Entry("job.release-started", job.Id, UserName(fact.User, context), fact.Device.Value, context.At, success: true, details);
    }

    public static AuditEntry ReleaseFinished(Job job, JobReleaseFinished fact, LedgerEntry? ledger, JobContext context)
    {
        var action = fact.Outcome switch
        {
            ReleaseOutcome.Completed => "job.printed",
            ReleaseOutcome.Partial => "job.partly-printed",
            _ => "job.not-printed",
        };
        var details = new List<KeyValuePair<string, string>> { new("release", fact.Release.ToString()) };
        AddOwner(details, job, fact.User);
        if (ledger is not null)
        {
            details.Add(new("impressions", ledger.Impressions is { } count ? Number(count) : "unknown"));
            details.Add(new("price-e4", Number(ledger.PriceE4)));
        }

        if (fact.PrintedAt is { } site)
        {
            details.Add(new("printed-at", site.Value));
        }

        if (fact.Reason.Length > 0)
        {
            details.Add(new("reason", FactBounds.Text(fact.Reason, FactBounds.ReasonMax)));
        }

        if (job.OpenRelease != fact.Release)
        {
            details.Add(new("unexpected", "true"));
        }

        return Entry(action, job.Id, UserName(fact.User, context), fact.Device.Value, context.At, fact.Outcome == ReleaseOutcome.Completed, details);
    }

    public static AuditEntry Deleted(Job job, JobDeleted fact, JobContext context) =>
        Entry("job.deleted", job.Id, UserName(fact.User, context), context.Site.Value, context.At, success: true, [new("cause", fact.Cause.ToString())]);

    public static AuditEntry OwnerResolved(Job job, JobOwnerResolved fact, JobContext context) =>
        Entry("job.claimed", job.Id, AgentName(context), context.Site.Value, context.At, success: true, [new("owner", fact.Owner.ToString())]);

    public static AuditEntry PagesCounted(Job job, PageCount pages, JobContext context) =>
        Entry("job.pages-counted", job.Id, AgentName(context), context.Site.Value, context.At, success: true, [new("evidence", pages.Evidence.ToString()), new("pages", pages.Pages?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown")]);

    public static AuditEntry Copied(Job job, JobCopied fact, JobContext context) =>
        Entry(fact.IsGone ? "job.copy-gone" : "job.copied", job.Id, AgentName(context), context.Site.Value, context.At, success: true, [new("site", context.Site.Value)]);

    // somebody else than the owner did it: both are on record
    private static void AddOwner(List<KeyValuePair<string, string>> details, Job job, UserId? user)
    {
        if (job.Owner is { } owner && user is not null && user != owner)
        {
            details.Add(new("owner", owner.ToString()));
        }
    }

    private static AuditEntry Entry(string action, JobId job, string actor, string origin, DateTimeOffset at, bool success, IEnumerable<KeyValuePair<string, string>> details) => new()
    {
        At = at,
        Actor = actor,
        Origin = origin,
        Action = action,
        Subject = $"job:{job}",
        Success = success,
        Details = details.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static string AgentName(JobContext context) => $"agent:{context.Agent}";

    private static string UserName(UserId? user, JobContext context) => user is { } id ? $"user:{id}" : AgentName(context);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
