using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Hosting;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Cluster.Tests.Membership;

/// <summary>Only nodes get in at a silo's ports. Mutants: do not ask for a certificate; trust every certificate of the CA, as agents have one too; check the name only.</summary>
public sealed class NodeTlsTests(ClusterGround ground) : IClassFixture<ClusterGround>, IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private NetworkSilo _silo = null!;

    public async Task InitializeAsync() => _silo = (await ground.StartAsync(await ground.DatabaseAsync(), NetworkSilo.OptionsOf(ClusterRole.Master)))[0];

    public async Task DisposeAsync() => await _silo.StopAsync();

    [Fact]
    public async Task Client_WithANodesCertificate_CallsGrains()
    {
        using var host = await ClusterGround.ClientAsync(ground.Certificates(_silo.Options), _silo);
        (await host.Services.GetRequiredService<IGrainFactory>().Tenant(TenantId.Parse("acme")).GetAsync(CancellationToken.None)).ShouldBeNull();
        await host.StopAsync();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("agent")]
    [InlineData("server")]
    [InlineData("other cluster")]
    [InlineData("self-signed")]
    public async Task Connection_WithoutANodesCertificate_IsClosed(string kind)
    {
        using var certificate = Certificate(kind);
        foreach (var port in new[] { _silo.Options.SiloPort, _silo.Options.GatewayPort })
        {
            (await IsClosedAsync(port, certificate)).ShouldBeTrue($"{kind} at port {port}");
        }
    }

    [Fact]
    public async Task Connection_WithoutTls_IsClosed()
    {
        using var client = new TcpClient("127.0.0.1", _silo.Options.GatewayPort);
        await client.GetStream().WriteAsync(new byte[64]);
        (await EndsAsync(client.GetStream())).ShouldBeTrue();
    }

    [Fact]
    public async Task Connection_WithANodesCertificate_IsGreeted()
    {
        using var certificate = ground.Authority.NodeCertificate(ground.Certificates(_silo.Options).ClusterName);
        using var client = new TcpClient("127.0.0.1", _silo.Options.SiloPort);
        await using var tls = await HandshakeAsync(client, certificate);
        (await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).ShouldBe(1, "silos begin with a preamble");
    }

    private X509Certificate2? Certificate(string kind)
    {
        var name = ground.Certificates(_silo.Options).ClusterName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return kind switch
        {
            "none" => null,
            "agent" => Agent(key),
            "server" => ground.Authority.ServerCertificate([name]), // right name and CA, but not to be a client with
            "other cluster" => ground.Authority.NodeCertificate("other.cluster.platen.internal"),
            _ => SelfSigned(key, name),
        };
    }

    private static X509Certificate2 SelfSigned(ECDsa key, string name)
    {
        var request = CertificateTemplates.Node(new PublicKey(key), name);
        var signed = new CertificateRequest(request.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in request.CertificateExtensions)
        {
            signed.CertificateExtensions.Add(extension);
        }

        return signed.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddHours(1));
    }

    private X509Certificate2 Agent(ECDsa key)
    {
        var request = new CertificateRequest("CN=agent", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var issued = ground.Authority.IssueAgent(TenantId.Parse("acme"), SiteId.Parse("north"), AgentId.Parse("north-1"), request);
        using var certificate = X509CertificateLoader.LoadCertificate([.. issued.Der]);
        return certificate.CopyWithPrivateKey(key);
    }

    private async Task<bool> IsClosedAsync(int port, X509Certificate2? certificate)
    {
        using var client = new TcpClient("127.0.0.1", port);
        try
        {
            await using var tls = await HandshakeAsync(client, certificate);
            // with TLS 1.3 the client learns of the refusal when it reads
            return await EndsAsync(tls);
        }
        catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
        {
            return true;
        }
    }

    private async Task<SslStream> HandshakeAsync(TcpClient client, X509Certificate2? certificate)
    {
        var certificates = ground.Certificates(_silo.Options);
        var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, server, _, _) => certificates.IsNode((X509Certificate2)server!));
        var options = new SslClientAuthenticationOptions { TargetHost = certificates.ClusterName, ClientCertificates = certificate is null ? null : [certificate] };
        await tls.AuthenticateAsClientAsync(options).WaitAsync(Limit);
        return tls;
    }

    private static async Task<bool> EndsAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
