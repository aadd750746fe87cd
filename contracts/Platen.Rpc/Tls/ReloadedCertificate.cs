using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Platen.Rpc.Tls;

/// <summary>
/// A customer's certificate on listeners, read anew when its file changes: it is renewed without a restart. Connections that are open keep the one they began with. One that cannot be used is told in the log, and the
/// old one is shown on. Thread-safe.
/// </summary>
public sealed partial class ReloadedCertificate
{
    /// <summary>How often the files are looked at, when connections come in.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CertificateFileOptions _options;
    private readonly IReadOnlyCollection<string> _names;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private SslStreamCertificateContext _context;
    private (DateTime, DateTime) _stamp;
    private DateTimeOffset _lookAgainAt;

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It cannot be used; the message says why.</exception>
    public ReloadedCertificate(CertificateFileOptions options, IReadOnlyCollection<string> names, TimeProvider time, ILogger logger)
    {
        (_options, _names, _time, _logger) = (options, names, time, logger);
        _stamp = Stamp();
        _lookAgainAt = time.GetUtcNow() + LookEvery;
        var reading = CertificateFile.Read(options, names, time.GetUtcNow());
        _context = reading.Certificate is { } certificate ? Context(certificate, reading) : throw new InvalidDataException(string.Join(' ', reading.Faults));
    }

    /// <summary>What a new connection is accepted with.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetUtcNow() >= _lookAgainAt)
                {
                    _lookAgainAt = _time.GetUtcNow() + LookEvery;
                    Look();
                }

                return _context;
            }
        }
    }

    private void Look()
    {
        var stamp = Stamp();
        if (stamp == _stamp)
        {
            return;
        }

        _stamp = stamp;
        var reading = CertificateFile.Read(_options, _names, _time.GetUtcNow());
        if (reading.Certificate is { } certificate)
        {
            _context = Context(certificate, reading);
            LogRenewed(_options.CertificateFile, certificate.NotAfter);
        }
        else
        {
            LogNotRenewed(_context.TargetCertificate.NotAfter, string.Join(' ', reading.Faults));
        }
    }

    private (DateTime, DateTime) Stamp() => (File.GetLastWriteTimeUtc(_options.CertificateFile), _options.CertificateKeyFile.Length > 0 ? File.GetLastWriteTimeUtc(_options.CertificateKeyFile) : default);

    private static SslStreamCertificateContext Context(X509Certificate2 certificate, CertificateReading reading) =>
        SslStreamCertificateContext.Create(certificate, [.. reading.Issuers], offline: true);

    [LoggerMessage(1410, LogLevel.Information, "The certificate in '{File}' is shown from now on; it ends {NotAfter:u}")]
    private partial void LogRenewed(string file, DateTime notAfter);

    [LoggerMessage(1411, LogLevel.Error, "The new certificate is not used, and the one that ends {NotAfter:u} is shown on: {Reason}")]
    private partial void LogNotRenewed(DateTime notAfter, string reason);
}
