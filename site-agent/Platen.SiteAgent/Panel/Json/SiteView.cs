using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("The branch that the device belongs to.")]
internal sealed record SiteView
{
    [Description("Its name for people.")]
    public required string Name { get; init; }

    [Description("Whether the server is in reach.")]
    public required bool Online { get; init; }

    [Description("When the server was last heard of.")]
    public DateTimeOffset? LastContact { get; init; }

    [Description("While the server is not in reach: for how many seconds people can still log in here.")]
    public long? OfflineSecondsLeft { get; init; }

    [Description("While the server is not in reach: what that means, for people.")]
    public string? OfflineNotice { get; init; }
}
