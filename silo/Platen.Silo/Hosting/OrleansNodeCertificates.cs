using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>
/// The certificates of a cluster's nodes. All nodes of one cluster carry the same name, and only who carries it is let in: the internal CA also issues agents' certificates, and those must not open a silo's port.
/// A certificate of the internal CA is renewed while the process runs; one in files is read anew for each connection.
/// </summary>
internal sealed class OrleansNodeCertificates : IDisposable
{
    private readonly Func<X509Certificate2> _own;
    private readonly Lazy<X509Certificate2> _authority;
    private readonly Lazy<string> _name;

    /// <summary>The customer's certificates if the options name files, else those of the internal CA.</summary>
    /// <param name="options">The cluster's options.</param>
    /// <param name="internalAuthority">Gives the internal CA; not asked before the first connection.</param>
    /// <param name="renewed">A file with the certificate that replaced the given one; it counts when it ends later.</param>
    public OrleansNodeCertificates(ClusterOptions options, Func<InternalCertificateAuthority> internalAuthority, string renewed = "")
    {
        if (options.CertificateFile.Length > 0)
        {
            var own = new Lazy<X509Certificate2>(() => NodeFiles.Newest(options.CertificateFile, renewed));
            _own = () => NodeFiles.Newest(options.CertificateFile, renewed);
            _authority = new(() => X509CertificateLoader.LoadCertificateFromFile(options.AuthorityFile));
            _name = new(() => own.Value.GetNameInfo(X509NameType.DnsName, forIssuer: false));
            return;
        }

        var name = NodeFiles.ClusterName(options);
        _name = new(name);
        _own = () => internalAuthority().NodeCertificate(name);
        _authority = new(() => internalAuthority().Authority);
    }

    /// <summary>The name that all nodes' certificates carry.</summary>
    public string ClusterName => _name.Value;

    /// <summary>This node's certificate with its key.</summary>
    public X509Certificate2 Own() => _own();

    /// <summary>Whether a certificate is another node's.</summary>
    public bool IsNode(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(_authority.Value);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(CertificateTemplates.ClientAuth));
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(CertificateTemplates.ServerAuth));
        return chain.Build(certificate) && certificate.MatchesHostname(ClusterName, allowWildcards: false, allowCommonName: false);
    }

    public void Dispose()
    {
        if (_authority.IsValueCreated)
        {
            _authority.Value.Dispose();
        }
    }
}
