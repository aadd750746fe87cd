namespace Platen.VirtualMfp.Jobs;

/// <summary>Judges an occurrence of a pattern by the octets from there on.</summary>
internal delegate bool PatternMatch(ReadOnlySpan<byte> fromPattern);
