using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>What became of a line.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.imported-user")]
public sealed record ImportedUser
{
    /// <summary>The line's number in the file.</summary>
    [Id(0)]
    public required int Line { get; init; }

    /// <summary>The login name.</summary>
    [Id(1)]
    public required string LoginName { get; init; }

    /// <summary>What became of it, or would.</summary>
    [Id(2)]
    public required ImportOutcome Outcome { get; init; }

    /// <summary>Why it was refused; each names what is expected.</summary>
    [Id(3)]
    public ImmutableArray<string> Messages { get; init; } = [];

    /// <summary>The user; null: none, or a dry run would only add it.</summary>
    [Id(4)]
    public UserId? User { get; init; }

    /// <summary>The PIN in clear, shown once; null: none was drawn.</summary>
    [Id(5)]
    public string? Pin { get; init; }

    /// <summary>The initial password in clear, shown once; null: none was drawn.</summary>
    [Id(140)]
    public string? Password { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{nameof(ImportedUser)} {{ {Line}, {Outcome} }}";
}
