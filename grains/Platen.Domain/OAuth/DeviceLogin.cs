using Platen.Domain.Tokens;

namespace Platen.Domain.OAuth;

/// <summary>A device that waits for its user (RFC 8628).</summary>
/// <param name="Row">The device code: client, scopes, family; the name is the address from which the device asked.</param>
/// <param name="State">What the user said.</param>
public sealed record DeviceLogin(IssuedToken Row, DeviceLoginState State)
{
    /// <summary>Whether this poll came too early.</summary>
    public bool TooEarly { get; init; }

    /// <summary>Whether the code is over.</summary>
    public bool IsOver(DateTimeOffset now) => now >= Row.IssuedAt + OAuthLimits.DeviceCodeLife;
}
