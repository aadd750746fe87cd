using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>How an attempt to log in at the console ended.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.log-in-result")]
public sealed record LogInResult
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required LogInCode Code { get; init; }

    /// <summary>The user, when logged in.</summary>
    [Id(1)]
    public User? User { get; init; }

    /// <summary>When the lock ends.</summary>
    [Id(2)]
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The session's token for the browser; only from <see cref="ISessionGrain.LogInAsync"/>.</summary>
    [Id(3)]
    public string? Token { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(LogInResult)} {{ {Code}, {User?.Id} }}";
}
