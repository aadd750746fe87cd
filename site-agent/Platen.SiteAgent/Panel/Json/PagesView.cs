using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A count of pages and what it rests on.")]
internal sealed record PagesView
{
    [Description("Impressions of one copy; absent: nobody knows, and nobody guessed.")]
    public int? Count { get; init; }

    [Description("declared, parsed, rendered, device or unknown.")]
    public required string Evidence { get; init; }

    [Description("Why the count is unknown or doubtful; may be empty.")]
    public required string Reason { get; init; }
}
