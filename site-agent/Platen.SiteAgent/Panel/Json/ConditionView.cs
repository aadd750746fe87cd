using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("How a device is, as it was last seen; asking makes the agent look again in the background.")]
internal sealed record ConditionView
{
    [Description("IPP printer-state: idle, processing, stopped; unreachable; or unknown.")]
    public required string State { get; init; }

    [Description("IPP printer-state-reasons, such as media-empty or media-jam.")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [Description("Why it cannot print now, for people; empty when it can, or nobody knows.")]
    public required string Message { get; init; }

    [Description("When it was seen; absent: not lately.")]
    public DateTimeOffset? SeenAt { get; init; }
}
