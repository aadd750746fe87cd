using Platen.Domain.Mail;

namespace Platen.Mail.Hosting;

/// <summary>The server-wide mail server, for tenants that have set none of their own; section <c>Platen:Mail</c>. As shipped there is none.</summary>
public sealed class MailOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Platen:Mail";

    /// <summary>Host name or address; empty, as shipped: no mail is sent unless a tenant has set a server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port; 0: 465 for TLS, 587 for STARTTLS, 25 for none.</summary>
    public int Port { get; set; }

    /// <summary>How the way to it is protected.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    /// <summary>PEM file with the CA of the mail server's certificate; empty: the machine's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Name to log in with; empty: none. Never without TLS.</summary>
    public string UserName { get; set; } = "";

    /// <summary>File with the password, readable by the server's user only.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The address that mails are from.</summary>
    public string SenderAddress { get; set; } = "";

    /// <summary>The name beside it, for people.</summary>
    public string SenderName { get; set; } = "Platen";

    /// <summary>How long the mail server may take to answer the dial, TLS and login included; 1 s to 2 min.</summary>
    public TimeSpan ConnectMax { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may be silent; 1 s to 2 min. Short, since a lease ends in 15 minutes.</summary>
    public TimeSpan IdleMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between two looks into the outbox; 100 ms to 5 min.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(3);
}
