using Platen.Protocols.Smtp;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>Mail of devices while the server is away (MS06): what goes to the server otherwise is passed on to the customer's own mail server. Off as shipped.</summary>
public sealed class OfflineMailOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "OfflineMail";

    /// <summary>SMTP port for devices (10025 is usual); 0, as shipped: off.</summary>
    public int Port { get; set; }

    /// <summary>SMTP port with TLS from the first byte; 0, as shipped: off.</summary>
    public int TlsPort { get; set; }

    /// <summary>The customer's mail server; empty, as shipped: nothing is passed on.</summary>
    public string Server { get; set; } = "";

    /// <summary>The mail server's port.</summary>
    public int ServerPort { get; set; } = 25;

    /// <summary>How the way to the mail server is protected.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>PEM file with the CA of the mail server's certificate; empty: the machine's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Name to log in at the mail server with; empty: none. Never without TLS.</summary>
    public string UserName { get; set; } = "";

    /// <summary>File with the password, readable by the agent's user only.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Octets of a message at most.</summary>
    public long MessageBytesMax { get; set; } = 100L << 20;

    /// <summary>Recipients of a message at most.</summary>
    public int RecipientsMax { get; set; } = 100;

    /// <summary>Messages of one connection at most.</summary>
    public int MessagesMax { get; set; } = 100;

    /// <summary>How long a side may be silent (RFC 5321, section 4.5.3.2, asks for 5 to 10 minutes).</summary>
    public TimeSpan IdleMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the mail server may take to answer the dial, TLS and login included.</summary>
    public TimeSpan ConnectMax { get; set; } = TimeSpan.FromSeconds(30);
}
