using System.Collections.Immutable;
using System.Security.Cryptography;
using Platen.Domain.Directories;

namespace Platen.Domain.Mail;

/// <summary>What mail settings must be like.</summary>
public static class MailSettingsRules
{
    private const int HostMax = 253;
    private const int UserNameMax = 254;

    /// <summary>All that is wrong with them; empty: nothing.</summary>
    public static ImmutableArray<string> Check(MailSettings settings)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (settings.Host.Length is 0 or > HostMax || Uri.CheckHostName(settings.Host) == UriHostNameType.Unknown)
        {
            errors.Add($"The host '{settings.Host}' is no host name and no address.");
        }

        RuleText.Range(errors, "The port", settings.Port, 0, ushort.MaxValue);
        if (settings.Security is < MailSecurity.Tls or > MailSecurity.None)
        {
            errors.Add("The protection is missing; give Tls, StartTls or None.");
        }

        RuleText.Text(errors, "The user name", settings.UserName, UserNameMax);
        if (settings.Security == MailSecurity.None && settings.UserName.Length > 0)
        {
            errors.Add("The protection is None: the password would go over the line in clear. Choose TLS or STARTTLS, or leave the user name empty.");
        }

        if (settings.UserName.Length > 0 && settings.SealedPassword.IsEmpty)
        {
            errors.Add("The password of the mail server is missing; give it, or leave the user name empty.");
        }

        if (EmailAddress.Fault(settings.SenderAddress) is { } fault)
        {
            errors.Add($"The sender address {fault}.");
        }

        RuleText.Text(errors, "The sender name", settings.SenderName, RuleText.NameMax);
        if (settings.CertificateAuthorities.Length > 0 && !AreAuthorities(settings.CertificateAuthorities))
        {
            errors.Add("The certificate authorities are no certificates in PEM; paste those of the CA that issued the mail server's certificate.");
        }

        return errors.ToImmutable();
    }

    private static bool AreAuthorities(string pem)
    {
        try
        {
            return pem.Length <= DirectoryRules.AuthoritiesMax && DirectoryRules.ReadAuthorities(pem).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
