using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Adds or changes users by the lines of a file.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.import-users")]
public sealed record ImportUsers
{
    /// <summary>The most lines of one call: a call must end within its time.</summary>
    public const int LinesMax = 100;

    /// <summary>The lines, <see cref="LinesMax"/> at most.</summary>
    [Id(0)]
    public required ImmutableArray<UserLine> Lines { get; init; }

    /// <summary>Only say what would become of each line.</summary>
    [Id(1)]
    public bool DryRun { get; init; }
}
