using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Mail;

/// <summary>A tenant's own way to send mail (SC10): the server that takes it, and who it is from.</summary>
public sealed record MailSettings
{
    /// <summary>Whose they are (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>False: the server-wide default counts, as if nothing were set here.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Host name or address; the certificate must name it.</summary>
    public required string Host { get; init; }

    /// <summary>Port; 0: 465 for TLS, 587 for STARTTLS, 25 for none.</summary>
    public int Port { get; init; }

    /// <summary>How the way to it is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>Certificates of the CAs, PEM, of which one must have issued the server's; empty: those that the machine trusts.</summary>
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>Name to log in with; empty: no login.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The password for that, sealed for this host, port, protection and name alone; empty: none.</summary>
    public ImmutableArray<byte> SealedPassword { get; init; } = [];

    /// <summary>The address that mails are from.</summary>
    public required string SenderAddress { get; init; }

    /// <summary>The name beside it, for people; may be empty.</summary>
    public string SenderName { get; init; } = "";

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }

    /// <summary>The port that is dialled.</summary>
    public int DialledPort => Port != 0 ? Port : Security switch { MailSecurity.Tls => 465, MailSecurity.StartTls => 587, _ => 25 };

    /// <summary>What the password is sealed for: with another host, port, protection or name it cannot be opened.</summary>
    public string PasswordContext => $"mail/{Security}/{Host.ToLowerInvariant()}:{DialledPort}/{UserName}";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(MailSettings)} {{ {Tenant} by {Host}:{DialledPort} }}";
}
