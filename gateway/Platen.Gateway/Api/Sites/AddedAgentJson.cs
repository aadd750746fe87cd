namespace Platen.Gateway.Api.Sites;

/// <summary>The one-time token with which an agent enrols: shown once, never again.</summary>
/// <param name="Agent">The agent's id.</param>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Command">The command line to run at the branch; it asks for the token, because a command line can be read by every user of a machine.</param>
internal sealed record AddedAgentJson(string Agent, string Token, DateTimeOffset? ExpiresAt, string Command)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(AddedAgentJson)} {{ {Agent} }}";
}
