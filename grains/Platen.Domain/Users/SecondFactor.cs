using System.Collections.Immutable;

namespace Platen.Domain.Users;

/// <summary>A user's second factor at console, portal and REST: an app that makes one-time codes, and recovery codes for when it is lost.</summary>
public sealed record SecondFactor
{
    /// <summary>The app's secret, sealed by <see cref="FactorSeal"/>.</summary>
    public ImmutableArray<byte> Sealed { get; init; } = [];

    /// <summary>When the user showed that the app has it; null: not yet, so it is not asked for.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The last step whose code was used: no code is good twice (RFC 6238, 5.2).</summary>
    public long LastStep { get; init; }

    /// <summary>Keyed hashes of the recovery codes that are left, in hexadecimal.</summary>
    public ImmutableArray<string> Recovery { get; init; } = [];
}
