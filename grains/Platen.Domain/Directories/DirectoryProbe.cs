using System.Collections.Immutable;

namespace Platen.Domain.Directories;

/// <summary>What a try of a directory's settings found.</summary>
/// <param name="Ok">Whether people were found.</param>
/// <param name="Message">What happened, and what to mend.</param>
/// <param name="Samples">A few people as they would be taken over.</param>
public sealed record DirectoryProbe(bool Ok, string Message, ImmutableArray<DirectoryPerson> Samples);
