namespace Platen.Protocols.Lpd;

/// <summary>A file that a client offers (RFC 1179 sections 6.2 and 6.3).</summary>
/// <param name="Kind">Control or data file.</param>
/// <param name="Name">Its name: printable, without blanks and slashes. A key that ties control and data files together; not for use as a path.</param>
/// <param name="Size">Octets, or null when the client does not know: then the file ends where the client stops sending.</param>
public sealed record LpdFile(LpdFileKind Kind, string Name, long? Size);
