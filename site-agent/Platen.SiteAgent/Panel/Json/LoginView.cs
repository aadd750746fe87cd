using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A login. Fill in what the method needs.")]
internal sealed record LoginView
{
    [Description("pin, card or password.")]
    public string? Method { get; init; }

    [Description("method pin: 4 to 16 digits.")]
    public string? Pin { get; init; }

    [Description("method card: the number as the reader gives it; case and separators do not matter.")]
    public string? Card { get; init; }

    [Description("method password: the login name.")]
    public string? LoginName { get; init; }

    [Description("method password: the password.")]
    public string? Password { get; init; }
}
