using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Rpc.Tls;

namespace Platen.Silo.Keys;

/// <summary>
/// The server's side of TLS (1.2 and 1.3), with a certificate that is looked at again once a day: a server that runs for months renews it without a restart (NW06).
/// Connections that are open keep the one they began with. When the renewal fails, the old certificate, which has weeks to go by then, is shown on, and the renewal is tried again within the hour.
/// </summary>
/// <param name="identity">Gives the certificate.</param>
/// <param name="names">The host names and addresses that clients dial.</param>
/// <param name="time">Tells when a day is over.</param>
/// <param name="logger">Is told of a renewal that failed.</param>
internal sealed partial class ServerTls(ITlsIdentity identity, IReadOnlyCollection<string> names, TimeProvider time, ILogger<ServerTls> logger)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _context;
    private DateTimeOffset _lookAgainAt;

    /// <summary>The customer's certificate for people and programs; null: they see the internal CA's.</summary>
    public ReloadedCertificate? Given { get; init; }

    /// <summary>What a connection of a person or program is accepted with.</summary>
    public SslServerAuthenticationOptions WebOptions(RemoteCertificateValidationCallback? clientCheck = null)
    {
        var options = Options(clientCheck);
        options.ServerCertificateContext = Given?.Current ?? options.ServerCertificateContext;
        return options;
    }

    /// <summary>What a connection is accepted with.</summary>
    public SslServerAuthenticationOptions Options(RemoteCertificateValidationCallback? clientCheck = null) => new()
    {
        ServerCertificateContext = Context(),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = clientCheck is not null,
        RemoteCertificateValidationCallback = clientCheck,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };

    private SslStreamCertificateContext Context()
    {
        lock (_gate)
        {
            if (_context is null || time.GetUtcNow() >= _lookAgainAt)
            {
                Look();
            }

            return _context!;
        }
    }

    private void Look()
    {
        try
        {
            _context = SslStreamCertificateContext.Create(identity.ServerCertificate(names), [identity.Authority], offline: true);
            _lookAgainAt = time.GetUtcNow() + LookAgainAfter;
        }
        catch (Exception fault) when (_context is not null && fault is (IOException or UnauthorizedAccessException or CryptographicException or InvalidOperationException))
        {
            _lookAgainAt = time.GetUtcNow() + TryAgainAfter;
            LogNotRenewed(_context!.TargetCertificate.NotAfter, fault.Message);
        }
    }

    [LoggerMessage(1050, LogLevel.Error, "The server's certificate could not be looked at or renewed; the one that ends {NotAfter:u} is shown on: {Reason}")]
    private partial void LogNotRenewed(DateTime notAfter, string reason);
}
