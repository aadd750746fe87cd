using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

/// <summary>AU32. The stack as it is deployed: TLS with HTTP/2 by ALPN, and certificates on both sides.</summary>
public sealed class MutualTlsTests : IAsyncLifetime
{
    private readonly X509Certificate2 _serverCertificate = SelfSigned("localhost");
    private readonly X509Certificate2 _agentCertificate = SelfSigned("agent-7");
    private ProbeServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync(
            app => app.MapRpcUnary(ProbeMethods.Echo, (_, context) => Task.FromResult(new ProbeReply { Text = context.PeerCertificate?.Subject ?? "nobody" })),
            listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = _serverCertificate;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == _agentCertificate.Thumbprint;
            }),
            scheme: "https");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _serverCertificate.Dispose();
        _agentCertificate.Dispose();
    }

    [Fact]
    public async Task Unary_TrustedClientCertificate_IsThePeer()
    {
        var channel = _server.Connect(handler: Handler(_agentCertificate, _serverCertificate));

        (await channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest())).Text.ShouldBe("CN=agent-7");
    }

    [Fact]
    public async Task Unary_ForeignClientCertificate_IsUnavailable()
    {
        using var foreign = SelfSigned("agent-7");
        var channel = _server.Connect(handler: Handler(foreign, _serverCertificate));

        (await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest()))).Code.ShouldBe(RpcStatusCode.Unavailable);
    }

    [Fact]
    public async Task Unary_UntrustedServer_IsUnavailableAndTheReasonNamed()
    {
        using var expected = SelfSigned("localhost");
        var channel = _server.Connect(handler: Handler(_agentCertificate, expected));

        var failure = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest()));

        failure.Code.ShouldBe(RpcStatusCode.Unavailable);
        failure.Message.ShouldContain("SSL");
    }

    private static SocketsHttpHandler Handler(X509Certificate2 own, X509Certificate2 server)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.ClientCertificates = [own];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server.Thumbprint;
        return handler;
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
