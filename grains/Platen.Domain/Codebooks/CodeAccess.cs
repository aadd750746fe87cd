using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Domain.Codebooks;

/// <summary>Who may use a codebook or a code (AZ07): everybody, or some users and the members of some groups. Nobody is named: nobody may.</summary>
public sealed record CodeAccess
{
    /// <summary>Nobody.</summary>
    public static readonly CodeAccess Nobody = new();

    /// <summary>Everybody who is active; the others are not listed then.</summary>
    public bool Everybody { get; init; }

    /// <summary>Users.</summary>
    public ImmutableArray<UserId> Users { get; init; } = [];

    /// <summary>Groups, whose members may.</summary>
    public ImmutableArray<GroupId> Groups { get; init; } = [];

    /// <summary>Whether the user may.</summary>
    public bool Allows(User user) => user.Active && (Everybody || Users.Contains(user.Id) || user.Groups.Any(group => Groups.Contains(group)));

    /// <summary>Whether another one says the same.</summary>
    public bool Matches(CodeAccess? other) => other is not null && Everybody == other.Everybody && Users.SequenceEqual(other.Users) && Groups.SequenceEqual(other.Groups);

    /// <summary>In words, for the audit log.</summary>
    public override string ToString() => Everybody ? "everybody" : Users.IsEmpty && Groups.IsEmpty ? "nobody" : string.Join(' ', [.. Users.Select(user => $"user:{user}"), .. Groups.Select(group => $"group:{group}")]);
}
