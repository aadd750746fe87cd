using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>Somebody tried to log in at a device's panel, or to print with a password over IPPS (AU20).</summary>
public sealed record LoginAttempted : FactBody
{
    /// <summary>The device; none: a print job's password.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Whom the credential names; null: nobody.</summary>
    public UserId? User { get; init; }

    /// <summary>How.</summary>
    public required LoginMethod Method { get; init; }

    /// <summary>With what result.</summary>
    public required LoginResult Result { get; init; }

    /// <summary>The panel session that began; empty when none did.</summary>
    public string Session { get; init; } = "";

    /// <summary>16 bits of a keyed hash of a wrong PIN or password: too few to find it, enough to see that it was tried elsewhere too. Empty: nothing was typed, or it was right.</summary>
    public ImmutableArray<byte> SecretTag { get; init; } = [];

    /// <summary>From which address.</summary>
    public string SourceAddress { get; init; } = "";
}
