using System.Security.Cryptography.X509Certificates;

namespace Platen.Protocols.Smtp;

/// <summary>A mail server that mail is given to, and how.</summary>
public sealed record SmtpServer
{
    /// <summary>Its name; the certificate must be for it.</summary>
    public required string Host { get; init; }

    /// <summary>Its port: 465 for TLS from the first byte, 587 or 25 for STARTTLS.</summary>
    public required int Port { get; init; }

    /// <summary>How the way to it is protected.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.Tls;

    /// <summary>Who may have issued its certificate; empty: whom the machine trusts.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>Name to log in with; empty: no login. Never sent without TLS.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The password in clear.</summary>
    public string Password { get; init; } = "";

    /// <summary>How long it may take to answer the dial, TLS and login included.</summary>
    public TimeSpan ConnectMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may be silent (RFC 5321, section 4.5.3.2, asks for 5 to 10 minutes).</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security})";
}
