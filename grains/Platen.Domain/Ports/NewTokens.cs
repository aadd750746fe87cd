using Platen.Domain.Tokens;

namespace Platen.Domain.Ports;

/// <summary>Tokens to be recorded, with their texts, of which only hashes are.</summary>
/// <param name="Access">The access token.</param>
/// <param name="AccessText">Its text.</param>
/// <param name="RefreshText">The text of the refresh token; null: there is none.</param>
public sealed record NewTokens(IssuedToken Access, string AccessText, string? RefreshText)
{
    /// <summary>Without the texts.</summary>
    public override string ToString() => $"{nameof(NewTokens)} {{ {Access.Client} }}";
}
