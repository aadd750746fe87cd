using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>A CA for a server on this machine and for agents, whose names are in their certificates as the internal CA writes them.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset From = DateTimeOffset.UnixEpoch.AddYears(50);
    private static readonly DateTimeOffset To = DateTimeOffset.UnixEpoch.AddYears(100);

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test CA", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(From, To);
    }

    public X509Certificate2 Certificate { get; }

    public (X509Certificate2 Certificate, ECDsa Key) IssueServer()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        return Issue("CN=server", names);
    }

    public (X509Certificate2 Certificate, ECDsa Key) IssueAgent(string tenant, string site, string agent)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri($"platen://{tenant}/{site}/{agent}"));
        return Issue("CN=agent", names);
    }

    /// <summary>A node's of the cluster: no agent's name is in it.</summary>
    public X509Certificate2 IssueNode()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("test.cluster.platen.internal");
        return Issue("CN=node", names).Certificate;
    }

    private (X509Certificate2 Certificate, ECDsa Key) Issue(string subject, SubjectAlternativeNameBuilder names)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(Certificate, From, To, RandomNumberGenerator.GetBytes(16));
        return (bare.CopyWithPrivateKey(key), key);
    }
}
