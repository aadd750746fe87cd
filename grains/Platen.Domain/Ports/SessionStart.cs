using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>What a new session is like.</summary>
/// <param name="Kind">What it is used with.</param>
/// <param name="Origin">From which address the login came.</param>
/// <param name="IdleMax">Not used so long, it is over.</param>
/// <param name="Max">It is over then, however busy it is.</param>
public sealed record SessionStart(SessionKind Kind, string Origin, TimeSpan IdleMax, TimeSpan Max)
{
    /// <summary>When the user last gave a proof of who it is; null: now.</summary>
    public DateTimeOffset? ProvenAt { get; init; }
}
