namespace Platen.SiteAgent.Sessions;

/// <summary>The answer to a login.</summary>
/// <param name="Code">How it ended.</param>
/// <param name="Session">The session, when logged in.</param>
/// <param name="Token">The session's token, when logged in; it is kept nowhere else.</param>
/// <param name="RetryAfter">How long to wait before the next attempt has a chance.</param>
internal sealed record PanelLoginResult(PanelLoginCode Code, PanelSession? Session = null, string? Token = null, TimeSpan? RetryAfter = null)
{
    /// <summary>What must follow the card, for <see cref="PanelLoginCode.SecondPhaseNeeded"/> and for a second phase that failed and may be tried again.</summary>
    public SecondPhaseAsk? Ask { get; init; }

    /// <summary>Never shows the token or the ticket.</summary>
    public override string ToString() => Code.ToString();
}
