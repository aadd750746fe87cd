namespace Platen.Gateway.Api.Tokens;

/// <summary>A token, shown this once, and when it ends.</summary>
internal sealed record CreatedTokenJson(string Token, DateTimeOffset EndsAt)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => nameof(CreatedTokenJson);
}
