using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>A web session that is valid now, with its user as the record has it now.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.session-view")]
public sealed record SessionView
{
    /// <summary>The user; active.</summary>
    [Id(0)]
    public required User User { get; init; }

    /// <summary>When the login was.</summary>
    [Id(1)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends, however busy it is.</summary>
    [Id(2)]
    public required DateTimeOffset EndsAt { get; init; }
}
