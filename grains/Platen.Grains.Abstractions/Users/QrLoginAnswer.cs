using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>How far a login by a panel's code is.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.qr-login-answer")]
public sealed record QrLoginAnswer
{
    /// <summary>The state.</summary>
    [Id(0)]
    public required QrLoginState State { get; init; }

    /// <summary>Who approved it, once.</summary>
    [Id(1)]
    public UserId? User { get; init; }
}
