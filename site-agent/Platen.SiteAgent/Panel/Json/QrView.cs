using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A code by which the phone's browser logs its user in at this device. Show it as a QR code, with the number beside it, and send the ticket by method qr until somebody has answered.")]
internal sealed record QrView
{
    [Description("What the QR code holds.")]
    public required string Address { get; init; }

    [Description("What the phone's user must find again; show it beside the code.")]
    public required int Number { get; init; }

    [Description("For method qr; keep it to this terminal.")]
    public required string Ticket { get; init; }

    [Description("How long it can be approved.")]
    public required int EndsInSeconds { get; init; }

    public override string ToString() => nameof(QrView);
}
