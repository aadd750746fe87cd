using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Somebody wants to log in at the console.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.log-in")]
public sealed record LogIn
{
    /// <summary>The login name.</summary>
    [Id(0)]
    public required string LoginName { get; init; }

    /// <summary>The password in clear.</summary>
    [Id(1)]
    public required string Password { get; init; }

    /// <summary>From which address.</summary>
    [Id(2)]
    public string Origin { get; init; } = "";

    /// <summary>What the session will be used with.</summary>
    [Id(3)]
    public SessionKind Client { get; init; }

    /// <summary>The code of the second factor, or a recovery code; empty: none was asked for yet.</summary>
    [Id(4)]
    public string Code { get; init; } = "";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(LogIn)} {{ from {Origin} }}";
}
