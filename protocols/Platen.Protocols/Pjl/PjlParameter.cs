namespace Platen.Protocols.Pjl;

/// <summary>A parameter of a PJL command, such as <c>NAME="Report"</c>, <c>LPARM : PCL</c> or the word <c>STATUS</c>.</summary>
/// <param name="Name">The name in upper case.</param>
/// <param name="Value">The value without its quotes, or null for a word alone.</param>
public readonly record struct PjlParameter(string Name, string? Value);
