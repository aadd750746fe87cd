namespace Platen.Protocols.Lpd;

/// <summary>One line of a control file (RFC 1179 section 7).</summary>
/// <param name="Code">Its first character, such as H or f.</param>
/// <param name="Operand">The rest, without control characters.</param>
public readonly record struct LpdControlLine(char Code, string Operand);
