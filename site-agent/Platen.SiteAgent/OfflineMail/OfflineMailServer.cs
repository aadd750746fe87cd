using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Protocols.Smtp;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>The customer's mail server as the settings name it. Password and CAs are read at each dial: they may be changed while the agent runs.</summary>
internal static class OfflineMailServer
{
    /// <exception cref="SmtpServerException">A file that the settings name cannot be read.</exception>
    public static async Task<SmtpServer> OfAsync(OfflineMailOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            if (options.CaFile.Length > 0)
            {
                authorities.ImportFromPemFile(options.CaFile);
            }

            return new SmtpServer
            {
                Host = options.Server,
                Port = options.ServerPort,
                Security = options.Security,
                Authorities = authorities,
                UserName = options.UserName,
                Password = options.UserName.Length > 0 ? (await File.ReadAllTextAsync(options.PasswordFile, cancellationToken)).TrimEnd('\r', '\n') : "",
                ConnectMax = options.ConnectMax,
                IdleMax = options.IdleMax,
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SmtpServerException($"The mail server cannot be used: {fault.Message}", fault);
        }
    }
}
