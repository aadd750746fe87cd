namespace Platen.Protocols.Lpd;

/// <summary>A data file as the control file asks to print it.</summary>
/// <param name="DataFile">Its name, as in <see cref="LpdFile.Name"/>.</param>
/// <param name="Format">How to print it: f formatted, l with control characters, o PostScript, p with pr, … (RFC 1179 section 7.17 onwards).</param>
/// <param name="SourceName">The document's own name (N), or null.</param>
/// <param name="Copies">How many times the control file asks for it, at least 1.</param>
public sealed record LpdDocument(string DataFile, char Format, string? SourceName, int Copies);
