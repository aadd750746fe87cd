using Microsoft.Extensions.Options;
using Platen.Protocols.Smtp;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>Checks the section at the start, all of it at once.</summary>
internal sealed class OfflineMailOptionsValidator : IValidateOptions<OfflineMailOptions>
{
    public ValidateOptionsResult Validate(string? name, OfflineMailOptions options)
    {
        var errors = new List<string>();
        Require(options.Port is >= 0 and <= 65535, nameof(options.Port), options.Port, "give a port (10025 is usual), or 0 to switch the service off");
        Require(options.TlsPort is >= 0 and <= 65535, nameof(options.TlsPort), options.TlsPort, "give a port, or 0 to switch the service off");
        Require(options.Port != options.TlsPort || options.Port == 0, nameof(options.TlsPort), options.TlsPort, "give each service a port of its own");
        Require(options.ServerPort is > 0 and <= 65535, nameof(options.ServerPort), options.ServerPort, "give the mail server's port: 25, 465 or 587");
        Require(Enum.IsDefined(options.Security), nameof(options.Security), options.Security, "give StartTls, Tls or None");
        Require(options.UserName.Length == 0 || options.Security != SmtpSecurity.None, nameof(options.UserName), options.UserName, "a password is never sent in clear: set Security to StartTls or Tls, or leave the name empty");
        Require(options.UserName.Length == 0 || File.Exists(options.PasswordFile), nameof(options.PasswordFile), options.PasswordFile, "give a file with the password of UserName");
        Require(options.CaFile.Length == 0 || File.Exists(options.CaFile), nameof(options.CaFile), options.CaFile, "give a PEM file, or leave it empty for the machine's CAs");
        Require(options.MessageBytesMax > 0, nameof(options.MessageBytesMax), options.MessageBytesMax, "give a number of bytes above 0");
        Require(options.RecipientsMax is > 0 and <= 10_000, nameof(options.RecipientsMax), options.RecipientsMax, "give 1 to 10000");
        Require(options.MessagesMax is > 0 and <= 10_000, nameof(options.MessagesMax), options.MessagesMax, "give 1 to 10000");
        Require(options.IdleMax > TimeSpan.Zero, nameof(options.IdleMax), options.IdleMax, "give a time above 0");
        Require(options.ConnectMax > TimeSpan.Zero, nameof(options.ConnectMax), options.ConnectMax, "give a time above 0");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool ok, string key, object value, string fix)
        {
            if (!ok)
            {
                errors.Add($"{OfflineMailOptions.Section}:{key} is '{value}': {fix}.");
            }
        }
    }
}
