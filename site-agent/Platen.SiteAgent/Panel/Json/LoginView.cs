using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A login. Fill in what the method needs.")]
internal sealed record LoginView
{
    [Description("pin, card, password, second: what follows a card, by the ticket of the answer second-phase-needed; or qr: by the ticket of a code that the phone has approved.")]
    public string? Method { get; init; }

    [Description("method pin, and second: 4 to 16 digits. With method card: what may be asked for after it, sent at once.")]
    public string? Pin { get; init; }

    [Description("method card: the number as the reader gives it; case and separators do not matter.")]
    public string? Card { get; init; }

    [Description("method password: the login name.")]
    public string? LoginName { get; init; }

    [Description("method password, and second: the password. With method card: what may be asked for after it, sent at once.")]
    public string? Password { get; init; }

    [Description("methods second and qr: the ticket.")]
    public string? Ticket { get; init; }
}
