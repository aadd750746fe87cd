namespace Platen.Protocols.Smtp;

/// <summary>The other side broke the protocol, or a limit.</summary>
public sealed class SmtpFormatException(string message) : FormatException(message);
