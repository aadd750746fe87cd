using Platen.Domain.Jobs;

namespace Platen.Gateway.Api.Jobs;

/// <summary>A job's copy at another site, and who has the right to print the job.</summary>
/// <param name="Site">The site that keeps the copy.</param>
/// <param name="Agent">The agent there that has the whole copy; null: none has it.</param>
/// <param name="Since">Since when.</param>
/// <param name="Dropped">It is destroyed, or to be.</param>
/// <param name="TakenAt">The site whose release has the right to print now; null: none.</param>
internal sealed record JobCopyJson(string Site, string? Agent, DateTimeOffset? Since, bool Dropped, string? TakenAt)
{
    public static JobCopyJson? Of(JobCopies? copies) =>
        copies is null ? null : new JobCopyJson(copies.Site.Value, copies.Agent?.Value, copies.Since, copies.IsDropped, copies.Taken?.Site.Value);
}
