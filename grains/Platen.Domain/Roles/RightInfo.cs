using System.Collections.Immutable;

namespace Platen.Domain.Roles;

/// <summary>What is known of a right.</summary>
/// <param name="Right">The right.</param>
/// <param name="Area">The area of the matrix in which people find it.</param>
/// <param name="Text">What it lets somebody do, for people.</param>
/// <param name="Reach">What it can be narrowed to.</param>
/// <param name="Implies">The rights that come with it: who changes must see.</param>
public sealed record RightInfo(Right Right, string Area, string Text, RightReach Reach, ImmutableArray<Right> Implies);
