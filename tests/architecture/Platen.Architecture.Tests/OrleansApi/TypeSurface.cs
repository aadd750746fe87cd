namespace Platen.Architecture.Tests.OrleansApi;

/// <summary>What a public type promises to those who compile against it.</summary>
/// <param name="Kind">Interface, class, struct or enum, and its modifiers.</param>
/// <param name="Bases">Its base types, as far as its own assembly knows them.</param>
/// <param name="Interfaces">All interfaces that it declares.</param>
/// <param name="Members">Its public and protected members with their signatures.</param>
internal sealed record TypeSurface(string Kind, IReadOnlyList<string> Bases, IReadOnlySet<string> Interfaces, IReadOnlySet<string> Members);
