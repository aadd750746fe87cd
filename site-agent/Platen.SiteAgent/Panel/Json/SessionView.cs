using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A session.")]
internal sealed record SessionView
{
    [Description("Only in the answer to a login: send it as Authorization: Bearer TOKEN. It works at this device only.")]
    public string? Token { get; init; }

    [Description("The session's id, as it appears in the audit log.")]
    public required string Session { get; init; }

    [Description("Who is logged in.")]
    public required UserView User { get; init; }

    [Description("The session ends after this time without a request that does something.")]
    public required int IdleSeconds { get; init; }

    [Description("When it ends if nothing more happens.")]
    public required DateTimeOffset ExpiresAt { get; init; }
}
