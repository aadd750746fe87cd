using System.Collections.Immutable;

namespace Platen.Console.Shared;

/// <summary>The navigation of a page.</summary>
/// <param name="Main">Everything, or the groups where there is much.</param>
/// <param name="Group">The entries of the group that the page is in; empty: there are no groups, or it is in none.</param>
internal sealed record NavigationRows(ImmutableArray<NavigationEntry> Main, ImmutableArray<NavigationEntry> Group);
