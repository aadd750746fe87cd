using System.Net.Security;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Rpc.Client;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Uplink;

/// <summary>
/// Buys the agent's certificate with a one-time token. The token names the server's CA by its key, so the secret in it is shown to no other server: first the CA's certificate
/// is asked for and compared, only then the token is sent, over a connection that this CA vouches for.
/// </summary>
internal sealed class Enrolment(AgentIdentityFile identities)
{
    private const string AuthorityPath = "/ca.pem";
    private const int AuthorityBytesMax = 16 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public static string Version { get; } = typeof(Enrolment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public async Task<AgentIdentity> EnrolAsync(Uri server, EnrolmentToken token, CancellationToken cancellationToken)
    {
        var authority = await FetchAuthorityAsync(server, token, cancellationToken);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var channel = RpcChannel.Create(new SocketsHttpHandler { SslOptions = ServerTrust.For(server, authority, client: null) }, server);
        var request = new EnrolRequest { Token = token.ToText(), Csr = ByteString.CopyFrom(CreateRequest(key)), AgentVersion = Version };
        var reply = await channel.UnaryAsync(AgentLinkMethods.Enrol, request, new RpcCallOptions { Timeout = TimeLimit, CancellationToken = cancellationToken });
        return Keep(reply, server, key);
    }

    /// <summary>Gets a new certificate for a new key, over the link's own channel.</summary>
    public async Task<AgentIdentity> RenewAsync(AgentIdentity identity, RpcChannel channel, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new RenewRequest { Csr = ByteString.CopyFrom(CreateRequest(key)) };
        var reply = await channel.UnaryAsync(AgentLinkMethods.Renew, request, new RpcCallOptions { Timeout = TimeLimit, CancellationToken = cancellationToken });
        return Keep(reply, identity.Server, key);
    }

    private static byte[] CreateRequest(ECDsa key) =>
        new CertificateRequest("CN=Platen agent", key, HashAlgorithmName.SHA256).CreateSigningRequest();

    private AgentIdentity Keep(EnrolReply reply, Uri server, ECDsa key)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        var identity = new AgentIdentity(
            TenantId.Parse(reply.TenantId),
            SiteId.Parse(reply.SiteId),
            AgentId.Parse(reply.AgentId),
            server,
            certificate.CopyWithPrivateKey(key),
            X509CertificateLoader.LoadCertificate(reply.CaCertificate.Span));
        identities.Write(identity, key);
        return identities.TryRead()!;
    }

    private static async Task<X509Certificate2> FetchAuthorityAsync(Uri server, EnrolmentToken token, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // nothing secret goes over this connection, and what comes is compared with the token
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        };
        using var http = new HttpClient(handler) { Timeout = TimeLimit, MaxResponseContentBufferSize = AuthorityBytesMax };
        var pem = await http.GetStringAsync(new Uri(server, AuthorityPath), cancellationToken);
        var authority = X509Certificate2.CreateFromPem(pem);
        var actual = SHA256.HashData(authority.PublicKey.ExportSubjectPublicKeyInfo());
        return CryptographicOperations.FixedTimeEquals(actual, token.CaPublicKeySha256.AsSpan())
            ? authority
            : throw new InvalidDataException($"{server} is not the server that made this token: its CA has another key. Check the address; if it is right, somebody stands between.");
    }
}
