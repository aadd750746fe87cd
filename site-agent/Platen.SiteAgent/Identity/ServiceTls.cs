using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Platen.Rpc.Tls;
using Platen.SiteAgent.Options;

namespace Platen.SiteAgent.Identity;

/// <summary>
/// The certificate that the agent's listeners show to a new connection: the customer's (EN02), read anew when its file changes, or the agent's own, looked at once a day. Neither wants a restart to be renewed.
/// </summary>
internal sealed partial class ServiceTls(ServiceCertificate own, IOptions<AgentOptions> options, TimeProvider time, ILogger<ServiceTls> logger)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private ReloadedCertificate? _given;
    private SslStreamCertificateContext? _own;
    private DateTimeOffset _lookAgainAt;

    /// <summary>What a new connection is accepted with.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            return options.Value.Certificate.IsGiven ? (_given ??= new ReloadedCertificate(options.Value.Certificate, [.. options.Value.PublicNames], time, logger)).Current : Own();
        }
    }

    private SslStreamCertificateContext Own()
    {
        if (_own is not null && time.GetUtcNow() < _lookAgainAt)
        {
            return _own;
        }

        try
        {
            _own = SslStreamCertificateContext.Create(own.Get(), additionalCertificates: null, offline: true);
            _lookAgainAt = time.GetUtcNow() + LookAgainAfter;
        }
        catch (Exception fault) when (_own is not null && fault is (IOException or UnauthorizedAccessException or CryptographicException))
        {
            _lookAgainAt = time.GetUtcNow() + TryAgainAfter;
            LogNotRenewed(fault.Message);
        }

        return _own!;
    }

    [LoggerMessage(2050, LogLevel.Error, "The agent's certificate could not be looked at or renewed; the old one is shown on: {Reason}")]
    private partial void LogNotRenewed(string reason);
}
