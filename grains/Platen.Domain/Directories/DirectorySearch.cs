using System.Collections.Immutable;

namespace Platen.Domain.Directories;

/// <summary>A search of a subtree.</summary>
/// <param name="Base">Below which entry.</param>
/// <param name="Filter">Which entries (RFC 4515).</param>
/// <param name="Attributes">What of them.</param>
/// <param name="EntriesMax">More than that end the search with an error.</param>
public sealed record DirectorySearch(string Base, string Filter, ImmutableArray<string> Attributes, int EntriesMax);
