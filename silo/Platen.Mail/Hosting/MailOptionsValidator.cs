using Microsoft.Extensions.Options;
using Platen.Domain.Mail;

namespace Platen.Mail.Hosting;

/// <summary>Checks the section at the start, all of it at once.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    private static readonly TimeSpan WaitMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(2);

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var errors = new List<string>();
        Require(options.ConnectMax >= WaitMin && options.ConnectMax <= WaitMax, nameof(options.ConnectMax), options.ConnectMax, "give 1 s to 2 min");
        Require(options.IdleMax >= WaitMin && options.IdleMax <= WaitMax, nameof(options.IdleMax), options.IdleMax, "give 1 s to 2 min");
        Require(options.LookEvery >= TimeSpan.FromMilliseconds(100) && options.LookEvery <= TimeSpan.FromMinutes(5), nameof(options.LookEvery), options.LookEvery, "give 100 ms to 5 min");
        if (options.Host.Length > 0)
        {
            CheckServer(options);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void CheckServer(MailOptions server)
        {
            Require(Uri.CheckHostName(server.Host) != UriHostNameType.Unknown, nameof(server.Host), server.Host, "give a host name or an address");
            Require(server.Port is >= 0 and <= ushort.MaxValue, nameof(server.Port), server.Port, "give a port, or 0 for the usual one");
            Require(server.Security is >= MailSecurity.Tls and <= MailSecurity.None, nameof(server.Security), server.Security, "give Tls, StartTls or None");
            Require(server.UserName.Length == 0 || server.Security != MailSecurity.None, nameof(server.UserName), server.UserName, "a password is never sent in clear: set Security to Tls or StartTls, or leave the name empty");
            Require(server.UserName.Length == 0 || File.Exists(server.PasswordFile), nameof(server.PasswordFile), server.PasswordFile, "give a file with the password of UserName");
            Require(server.CaFile.Length == 0 || File.Exists(server.CaFile), nameof(server.CaFile), server.CaFile, "give a PEM file, or leave it empty for the machine's CAs");
            Require(EmailAddress.Fault(server.SenderAddress) is null, nameof(server.SenderAddress), server.SenderAddress, "give the address that mails are from, such as printing@example.com");
        }

        void Require(bool ok, string key, object value, string fix)
        {
            if (!ok)
            {
                errors.Add($"{MailOptions.Section}:{key} is '{value}': {fix}.");
            }
        }
    }
}
