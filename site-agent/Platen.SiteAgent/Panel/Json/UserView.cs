using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("Who is logged in.")]
internal sealed record UserView
{
    [Description("The user's id.")]
    public required string User { get; init; }

    [Description("The login name.")]
    public required string LoginName { get; init; }

    [Description("The name for people.")]
    public required string DisplayName { get; init; }

    [Description("A new PIN that the user asked for while a branch was offline is granted: drawing it shows it, once.")]
    public bool PinWaiting { get; init; }
}
