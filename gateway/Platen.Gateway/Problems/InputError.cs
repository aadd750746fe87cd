namespace Platen.Gateway.Problems;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Detail">What is wrong, and how to mend it.</param>
/// <param name="Pointer">JSON pointer (RFC 6901, as a fragment) or name of the query parameter that it concerns; null when it is none's alone.</param>
internal sealed record InputError(string Detail, string? Pointer = null);
