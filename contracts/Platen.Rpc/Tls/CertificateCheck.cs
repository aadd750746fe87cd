using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Rpc.Tls;

/// <summary>What keeps clients from trusting a server's certificate.</summary>
internal static class CertificateCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const X509ChainStatusFlags Forgiven = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>All of it, each continuing "it …".</summary>
    public static ImmutableArray<string> FaultsOf(X509Certificate2 own, IReadOnlyCollection<X509Certificate2> others, IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var (from, until) = (new DateTimeOffset(own.NotBefore), new DateTimeOffset(own.NotAfter));
        if (now > until)
        {
            faults.Add($"expired at {until.ToUniversalTime():u}: give one that is valid");
        }
        else if (now < from)
        {
            faults.Add($"is valid only from {from.ToUniversalTime():u} on: give one that is valid now, or set the machine's clock");
        }

        var missing = names.Where(name => !Covers(own, name)).ToArray();
        if (missing.Length > 0)
        {
            faults.Add($"does not have the name {string.Join(", ", missing)} as a subject alternative name: have one issued with it, or take it from PublicNames if nobody dials it");
        }

        if (own.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage && usage.EnhancedKeyUsages.Cast<Oid>().All(purpose => purpose.Value != ServerAuthentication))
        {
            faults.Add("is not made for servers (extended key usage serverAuth): have one issued for a TLS server");
        }

        if (ChainFaultOf(own, others, now) is { } fault)
        {
            faults.Add(fault);
        }

        return faults.ToImmutable();
    }

    private static bool Covers(X509Certificate2 certificate, string name) => IPAddress.TryParse(name, out var address)
        ? certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Any(extension => extension.EnumerateIPAddresses().Contains(address))
        : certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false);

    // the customer's root need not be known to this machine, but the way to it must be whole as far as clients cannot know it
    private static string? ChainFaultOf(X509Certificate2 own, IReadOnlyCollection<X509Certificate2> others, DateTimeOffset now)
    {
        if (own.SubjectName.RawData.AsSpan().SequenceEqual(own.IssuerName.RawData))
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(others.ToArray());
        chain.Build(own);
        if (chain.ChainElements.Count < 2)
        {
            return $"comes without the certificate of its issuer ({own.IssuerName.Name}): append the certificates of the CA to the file, the issuer's first";
        }

        var bad = chain.ChainElements.Skip(1).SelectMany(element => element.ChainElementStatus.Select(status => (element.Certificate, status.Status))).FirstOrDefault(one => (one.Status & ~Forgiven) != X509ChainStatusFlags.NoError);
        return bad.Certificate is null ? null : $"comes with an issuer's certificate that is not good ({bad.Certificate.SubjectName.Name}: {bad.Status}): give the CA's present ones";
    }
}
