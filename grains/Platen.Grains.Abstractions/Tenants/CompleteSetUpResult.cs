using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Tenants;

/// <summary>The first administrator, or why there is none.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tenants.complete-set-up-result")]
public sealed record CompleteSetUpResult
{
    /// <summary>How it ended. <see cref="CommandCode.Refused"/>: set up already; <see cref="CommandCode.Forbidden"/>: the token is wrong or over.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The administrator; null unless done.</summary>
    [Id(1)]
    public User? Administrator { get; init; }
}
