using Platen.Domain.Mail;

namespace Platen.Grains.Abstractions.Mail;

/// <summary>All settings of the tenant's mail server (see <see cref="MailSettings"/>).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.mail.put-mail-settings")]
public sealed record PutMailSettings
{
    /// <summary>False: the server-wide default counts.</summary>
    [Id(0)]
    public bool Enabled { get; init; } = true;

    /// <summary>Host name or address.</summary>
    [Id(1)]
    public required string Host { get; init; }

    /// <summary>Port; 0: the usual one of the protection.</summary>
    [Id(2)]
    public int Port { get; init; }

    /// <summary>How the way to it is protected.</summary>
    [Id(3)]
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>CA certificates, PEM.</summary>
    [Id(4)]
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>Name to log in with; empty: no login.</summary>
    [Id(5)]
    public string UserName { get; init; } = "";

    /// <summary>The password for that; null: as it was, empty: none.</summary>
    [Id(6)]
    public string? Password { get; init; }

    /// <summary>The address that mails are from.</summary>
    [Id(7)]
    public required string SenderAddress { get; init; }

    /// <summary>The name beside it.</summary>
    [Id(8)]
    public string SenderName { get; init; } = "";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(PutMailSettings)} {{ {Host} }}";
}
