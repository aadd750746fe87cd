using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Platen.Domain;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Mail.Hosting;
using Platen.Protocols.Smtp;

namespace Platen.Mail;

/// <summary>Which mail server a tenant's mails go to: the tenant's own, or the one of the configuration.</summary>
internal sealed class MailServers(IRecordStore store, IMasterKey master, IOptions<MailOptions> options)
{
    private MailOptions Usual => options.Value;

    /// <summary>The server of the configuration, for people; empty: none.</summary>
    public string Default => Usual.Host.Length > 0 ? $"{Usual.Host}:{UsualPort} ({Usual.Security})" : "";

    private int UsualPort => new MailSettings { Tenant = default, Host = "", SenderAddress = "", Port = Usual.Port, Security = Usual.Security }.DialledPort;

    public async Task<bool> IsSetAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Usual.Host.Length > 0 || await store.FindMailSettingsAsync(tenant, cancellationToken) is { Enabled: true };

    /// <summary>The server with its password, and the sender; null: there is none.</summary>
    /// <exception cref="SmtpServerException">The settings cannot be used as they are.</exception>
    public async Task<(SmtpServer Server, string From, string FromName)?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await store.FindMailSettingsAsync(tenant, cancellationToken) is { Enabled: true } own)
        {
            return (Of(own), own.SenderAddress, own.SenderName);
        }

        return Usual.Host.Length > 0 ? (await OfUsualAsync(cancellationToken), Usual.SenderAddress, Usual.SenderName) : null;
    }

    private SmtpServer Of(MailSettings own) => new()
    {
        Host = own.Host,
        Port = own.DialledPort,
        Security = SecurityOf(own.Security),
        Authorities = Read(own.CertificateAuthorities),
        UserName = own.UserName,
        Password = PasswordOf(own),
        ConnectMax = Usual.ConnectMax,
        IdleMax = Usual.IdleMax,
    };

    private string PasswordOf(MailSettings own) => own.UserName.Length == 0
        ? ""
        : SealedSecret.Open(master.Key.AsSpan(), own.Tenant, own.PasswordContext, own.SealedPassword.AsSpan())
            ?? throw new SmtpServerException("The stored password of the mail server was given for another server, or under another master key; give it again.");

    // read each time: both files may be changed while the server runs
    private async Task<SmtpServer> OfUsualAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new SmtpServer
            {
                Host = Usual.Host,
                Port = UsualPort,
                Security = SecurityOf(Usual.Security),
                Authorities = Read(Usual.CaFile.Length > 0 ? await File.ReadAllTextAsync(Usual.CaFile, cancellationToken) : ""),
                UserName = Usual.UserName,
                Password = Usual.UserName.Length > 0 ? (await File.ReadAllTextAsync(Usual.PasswordFile, cancellationToken)).TrimEnd('\r', '\n') : "",
                ConnectMax = Usual.ConnectMax,
                IdleMax = Usual.IdleMax,
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SmtpServerException($"The mail server of the configuration cannot be used: {fault.Message}", fault);
        }
    }

    private static SmtpSecurity SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.None => SmtpSecurity.None,
        MailSecurity.StartTls => SmtpSecurity.StartTls,
        _ => SmtpSecurity.Tls,
    };

    private static X509Certificate2Collection Read(string pem)
    {
        try
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPem(pem);
            return pem.Length == 0 || read.Count > 0 ? read : throw new SmtpServerException("The certificate authorities of the mail server hold no certificate.");
        }
        catch (CryptographicException fault)
        {
            throw new SmtpServerException($"The certificate authorities of the mail server cannot be read: {fault.Message}", fault);
        }
    }
}
