using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Which jobs are ticked, over all pages of the list, and which page is shown.</summary>
internal sealed record JobSelection(IReadOnlySet<JobId> Chosen, int Page)
{
    /// <summary>What the page that was sent showed as printed before.</summary>
    public IReadOnlySet<JobId> Printed { get; init; } = new HashSet<JobId>();

    public static readonly JobSelection None = new(new HashSet<JobId>(), 1);
}
