namespace Platen.Gateway.Api.Mail;

/// <summary>All settings of the mail server.</summary>
internal sealed record PutMailServerRequest
{
    /// <summary>False: the server-wide default counts. True when left out.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Host name or address; the certificate must name it.</summary>
    public string? Host { get; init; }

    /// <summary>Port; 0 or left out: 465 for tls, 587 for startTls, 25 for none.</summary>
    public int? Port { get; init; }

    /// <summary>tls (when left out), startTls, or none.</summary>
    public string? Security { get; init; }

    /// <summary>CA certificates, PEM; left out: those that the server's machine trusts.</summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>Name to log in with; left out: no login.</summary>
    public string? UserName { get; init; }

    /// <summary>The password for that; left out: as it was, unless host, port, protection, authority or user name change. It is never given back.</summary>
    public string? Password { get; init; }

    /// <summary>The address that mails are from.</summary>
    public string? SenderAddress { get; init; }

    /// <summary>The name beside it.</summary>
    public string? SenderName { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(PutMailServerRequest);
}
