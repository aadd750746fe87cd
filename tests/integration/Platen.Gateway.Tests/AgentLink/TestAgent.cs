using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Gateway.AgentLink;
using Platen.Gateway.Tests.Hosting;
using Platen.Rpc;
using Platen.Rpc.Client;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>An agent as the wire knows it: its own key, a certificate from the silo's CA, mutual TLS.</summary>
internal sealed class TestAgent : IDisposable
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    private readonly SiloHost _silo;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private TestAgent(SiloHost silo) => (_silo, Port) = (silo, silo.AgentLinkPort);

    /// <summary>The agent link's port of the gateway that it dials.</summary>
    public int Port { get; set; }

    public X509Certificate2? Certificate { get; private set; }

    public static TestAgent New(SiloHost silo) => new(silo);

    public async Task<EnrolReply> EnrolAsync(string token)
    {
        var request = new CertificateRequest("CN=agent", _key, HashAlgorithmName.SHA256);
        using var channel = Channel();
        var reply = await channel.UnaryAsync(
            AgentLinkMethods.Enrol, new EnrolRequest { Token = token, Csr = ByteString.CopyFrom(request.CreateSigningRequest()), AgentVersion = "test" }, new RpcCallOptions { Timeout = AnswerMax });
        using var certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        Certificate = certificate.CopyWithPrivateKey(_key);
        return reply;
    }

    /// <summary>A channel with the agent's certificate, once it has one.</summary>
    public RpcChannel Channel()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_silo.Authority);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        if (Certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [Certificate];
        }

        return RpcChannel.Create(handler, new Uri($"https://127.0.0.1:{Port}/"));
    }

    /// <summary>Links, sends the events, and waits until the last of them is acknowledged.</summary>
    /// <returns>What the server had committed before.</returns>
    public Task<ulong> SendAsync(params AgentEvent[] events) => SendBatchesAsync(events.Length > 0 ? [events] : []);

    /// <summary>The same with batches, sent without waiting for the answers in between.</summary>
    public async Task<ulong> SendBatchesAsync(IReadOnlyList<AgentEvent[]> batches)
    {
        using var channel = Channel();
        using var limit = new CancellationTokenSource(AnswerMax);
        await using var link = channel.OpenBidi(AgentLinkMethods.Link, new RpcCallOptions { CancellationToken = limit.Token });
        await GreetAsync(link, limit.Token);
        var before = (await UntilAsync(link, message => message.BodyCase == ClusterMessage.BodyOneofCase.Hello, limit.Token)).Hello.EventsAcknowledged;
        foreach (var batch in batches)
        {
            await link.WriteAsync(new AgentMessage { Events = new EventBatch { Events = { batch } } }, cancellationToken: limit.Token);
        }

        if (batches.Count > 0)
        {
            await UntilAsync(link, message => message.BodyCase == ClusterMessage.BodyOneofCase.EventsAcknowledged && message.EventsAcknowledged >= batches[^1][^1].Seq, limit.Token);
        }

        return before;
    }


    /// <summary>Links, and gives the first message that fits.</summary>
    public async Task<ClusterMessage> ReadAsync(Func<ClusterMessage, bool> fits)
    {
        using var channel = Channel();
        using var limit = new CancellationTokenSource(AnswerMax);
        await using var link = channel.OpenBidi(AgentLinkMethods.Link, new RpcCallOptions { CancellationToken = limit.Token });
        await GreetAsync(link, limit.Token);
        return await UntilAsync(link, fits, limit.Token);
    }

    public void Dispose()
    {
        Certificate?.Dispose();
        _key.Dispose();
    }

    private static async Task GreetAsync(RpcBidiCall<AgentMessage, ClusterMessage> link, CancellationToken cancellationToken)
    {
        try
        {
            var hello = new AgentHello { AgentVersion = "test", Clock = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) };
            await link.WriteAsync(new AgentMessage { Hello = hello }, cancellationToken: cancellationToken);
        }
        catch (RpcException fault) when (fault.InnerException is not null)
        {
            // a server that refuses may answer before the greeting is sent: reading tells why
        }
    }

    private static async Task<ClusterMessage> UntilAsync(RpcBidiCall<AgentMessage, ClusterMessage> link, Func<ClusterMessage, bool> fits, CancellationToken cancellationToken)
    {
        List<string> seen = [];
        while (await link.ReadAsync(cancellationToken) is { } message)
        {
            if (fits(message))
            {
                return message;
            }

            seen.Add(message.BodyCase.ToString());
        }

        throw new InvalidOperationException($"The link ended ({link.Status}) before the awaited message; seen: {string.Join(", ", seen)}.");
    }
}
