using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Silo.Keys;

/// <summary>A certificate of this process in a file, and whether it can be kept.</summary>
internal static class OwnCertificate
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>The certificate in the file, unless it ends within 30 days or lacks a name; then it has to be made anew.</summary>
    public static X509Certificate2? TryKeep(string path, IReadOnlyCollection<string> names, DateTimeOffset now) =>
        CertificateFiles.TryRead(path) is { } kept && IsFresh(kept, now) && names.All(name => Covers(kept, name)) ? kept : null;

    /// <summary>It ends later than within 30 days.</summary>
    public static bool IsFresh(X509Certificate2 certificate, DateTimeOffset now) => new DateTimeOffset(certificate.NotAfter) - now > RenewBefore;

    private static bool Covers(X509Certificate2 certificate, string name)
    {
        if (!IPAddress.TryParse(name, out var address))
        {
            return certificate.MatchesHostname(name, allowWildcards: false, allowCommonName: false);
        }

        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>();
        return alternatives.Any(extension => extension.EnumerateIPAddresses().Contains(address));
    }
}
