using System.Collections.Immutable;

namespace Platen.Domain.Directories;

/// <summary>One value of an attribute, as bytes: directories hold texts and binary keys alike.</summary>
/// <param name="Attribute">The attribute's name as the directory writes it, without options.</param>
/// <param name="Bytes">The value.</param>
public readonly record struct DirectoryValue(string Attribute, ImmutableArray<byte> Bytes);
