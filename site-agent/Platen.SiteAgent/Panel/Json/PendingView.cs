using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A card or PIN that was asked for while the branch is offline: the server decides when the connection is back.")]
internal sealed record PendingView
{
    [Description("What that means, for people.")]
    public required string Message { get; init; }
}
