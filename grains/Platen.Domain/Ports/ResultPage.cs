using System.Collections.Immutable;

namespace Platen.Domain.Ports;

/// <summary>A page of rows; <paramref name="Next"/> is the key to ask for the next page with, or empty at the end.</summary>
public sealed record ResultPage<T>(ImmutableArray<T> Items, string Next);
