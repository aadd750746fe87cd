namespace Platen.Protocols.Smtp;

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS (RFC 3207), and nothing without it.</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls = 1,

    /// <summary>None: for a server on the same machine or in a protected net.</summary>
    None = 2,
}
