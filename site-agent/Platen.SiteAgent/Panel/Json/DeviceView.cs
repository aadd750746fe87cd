using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A device, as its terminal needs to know it.")]
internal sealed record DeviceView
{
    [Description("The device's id.")]
    public required string Device { get; init; }

    [Description("Its name for people.")]
    public required string Name { get; init; }

    [Description("Where it stands; may be empty.")]
    public required string Location { get; init; }

    [Description("enabled. A device that is switched off answers 404.")]
    public required string State { get; init; }

    [Description("What can be used to log in: pin, card, password, qr.")]
    public required IReadOnlyList<string> Logins { get; init; }

    [Description("What everybody must give after the card at this device: pin, password, or one of both; none: nothing, except where a user or a card needs it.")]
    public required IReadOnlyList<string> SecondPhase { get; init; }

    [Description("It prints in colour.")]
    public required bool Colour { get; init; }

    [Description("It prints on both sides.")]
    public required bool Duplex { get; init; }

    [Description("How it is: whether it can print now.")]
    public required ConditionView Condition { get; init; }

    [Description("The branch.")]
    public required SiteView Site { get; init; }
}
