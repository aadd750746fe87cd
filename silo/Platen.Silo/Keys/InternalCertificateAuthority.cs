using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Silo.Options;

namespace Platen.Silo.Keys;

/// <summary>
/// The internal CA: an ECDSA P-256 key made at first start in the data folder. It issues agents' client certificates and the server's own, each for 90 days at most (NW06).
/// An agent is named by a URI, <c>platen://{tenant}/{site}/{agent}</c>, in the subject alternative name.
/// </summary>
internal sealed class InternalCertificateAuthority : ICertificateAuthority, ITlsIdentity, IDisposable
{
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(90);
    // a branch whose clock is slow links all the same, just after a certificate was renewed too; the console shows its clock
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private readonly TimeProvider time;
    private readonly string folder;
    private readonly X509Certificate2 authority;

    public InternalCertificateAuthority(IOptions<SiloOptions> options, TimeProvider time)
    {
        this.time = time;
        folder = KeyFolder.OwnOf(options.Value);
        authority = CertificateFiles.TryRead(Path.Combine(KeyFolder.Of(options.Value), KeyFolder.Authority)) ?? CreateAuthority(options.Value);
        Certificate = [.. authority.RawData];
        PublicKeySha256 = [.. SHA256.HashData(authority.PublicKey.ExportSubjectPublicKeyInfo())];
    }

    public ImmutableArray<byte> PublicKeySha256 { get; }

    public ImmutableArray<byte> Certificate { get; }

    /// <summary>The CA's certificate without its key's use.</summary>
    public X509Certificate2 Authority => authority;

    public IssuedCertificate IssueAgent(TenantId tenant, SiteId site, AgentId agent, ReadOnlySpan<byte> pkcs10)
    {
        var request = ReadRequest(pkcs10);
        return Issued(CertificateTemplates.Agent(request.PublicKey, new Uri($"platen://{tenant}/{site}/{agent}")));
    }

    /// <summary>A certificate for another server of the cluster; its key stays there.</summary>
    /// <exception cref="FormatException">The request is not usable.</exception>
    public IssuedCertificate IssueServer(ReadOnlySpan<byte> pkcs10, IReadOnlyCollection<string> names) => Issued(CertificateTemplates.Server(ReadRequest(pkcs10).PublicKey, names));

    /// <summary>A certificate for another node of the cluster; its key stays there.</summary>
    /// <exception cref="FormatException">The request is not usable.</exception>
    public IssuedCertificate IssueNode(ReadOnlySpan<byte> pkcs10, string clusterName) => Issued(CertificateTemplates.Node(ReadRequest(pkcs10).PublicKey, clusterName));

    public void Prepare(IReadOnlyCollection<string> names) => ServerCertificate(names).Dispose();

    /// <summary>The server's own certificate with its key, made anew when it ends within 30 days or a name is missing in it.</summary>
    public X509Certificate2 ServerCertificate(IReadOnlyCollection<string> names) => Own("server.pem", names, key => CertificateTemplates.Server(key, names));

    /// <summary>This node's certificate for the cluster's inner connections; made anew like the server's.</summary>
    public X509Certificate2 NodeCertificate(string clusterName) => Own("node.pem", [clusterName], key => CertificateTemplates.Node(key, clusterName));

    /// <summary>This server's certificate for the audit log's checkpoints; made anew like the server's.</summary>
    public X509Certificate2 AuditCertificate() => Own("audit.pem", [], CertificateTemplates.Audit);

    public void Dispose() => authority.Dispose();

    private X509Certificate2 Own(string file, IReadOnlyCollection<string> names, Func<PublicKey, CertificateRequest> template)
    {
        var path = Path.Combine(folder, file);
        if (OwnCertificate.TryKeep(path, names, time.GetUtcNow()) is { } kept)
        {
            return kept;
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Issue(template(new PublicKey(key)));
        CertificateFiles.Write(path, issued, key);
        return CertificateFiles.TryRead(path)!;
    }

    private static CertificateRequest ReadRequest(ReadOnlySpan<byte> pkcs10)
    {
        try
        {
            // the request's signature is checked here; its extensions are not taken over
            var request = CertificateRequest.LoadSigningRequest(pkcs10.ToArray(), HashAlgorithmName.SHA256);
            return request.PublicKey.GetECDsaPublicKey() is { KeySize: >= 256 }
                ? request
                : throw new FormatException("The certificate request's key is not an elliptic-curve key of 256 bits or more: make one on P-256.");
        }
        catch (CryptographicException fault)
        {
            throw new FormatException("The certificate request is no PKCS#10 with a right signature: " + fault.Message, fault);
        }
    }

    private IssuedCertificate Issued(CertificateRequest request)
    {
        using var issued = Issue(request);
        return new IssuedCertificate([.. issued.RawData], issued.SerialNumber, new DateTimeOffset(issued.NotAfter));
    }

    private X509Certificate2 Issue(CertificateRequest request)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = time.GetUtcNow();
        return request.Create(authority, now - ClockSkew, now + LeafLifetime, NewSerial());
    }

    private X509Certificate2 CreateAuthority(SiloOptions options)
    {
        KeyFolder.RequireMayMake(options, KeyFolder.Authority);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = time.GetUtcNow();
        using var made = CertificateTemplates.Authority(key, "Platen internal CA").CreateSelfSigned(now - ClockSkew, now + AuthorityLifetime);
        var path = Path.Combine(folder, KeyFolder.Authority);
        CertificateFiles.Write(path, made, key);
        return CertificateFiles.TryRead(path)!;
    }

    // 16 random octets, positive (RFC 5280, 4.1.2.2)
    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
