using System.Collections.Immutable;
using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Gateway.AgentLink.Peers;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>The life line of one agent: its facts go to the site grain and are acknowledged when committed; changes and commands go down as the grain has them.</summary>
internal sealed partial class LinkCall(IGrainFactory grains, LinkRegistry registry, IGatewayPeers peers, IOptions<GatewayOptions> options, TimeProvider time, ILogger<LinkCall> logger)
{
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DownWait = TimeSpan.FromSeconds(10);
    private static readonly string Version = typeof(LinkCall).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public async Task RunAsync(IRpcReader<AgentMessage> up, IRpcWriter<ClusterMessage> down, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        var hello = await ReadHelloAsync(up, context.CancellationToken);
        var site = grains.Site(peer.Tenant, peer.Site);
        // before the place is taken: a copy of an agent must not end the link of the right one
        var opened = await OpenAsync(peer, site, hello, context.CancellationToken);
        using var place = registry.Take(peer, context.CancellationToken);
        await site.HeartbeatAsync(LinkMapping.ToHeartbeat(peer.Agent, hello, peers.Own), place.Token);
        using var line = new LinkLine(down, place.Token);
        await line.WriteAsync(new ClusterMessage { Hello = Greeting(opened.Committed) }, place.Token);
        place.Open(line, hello);
        LogLinked(peer.Site, peer.Agent, hello.AgentVersion, opened.Committed, hello.ChangeCursor);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(place.Token);
        Task[] parts = [ReceiveAsync(peer, site, LinkMapping.StartOf(hello), up, line, ending.Token), SendDownAsync(peer, site, opened.TakeSnapshot ? 0 : (long)hello.ChangeCursor, line, ending.Token)];
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        LogUnlinked(peer.Site, peer.Agent);
        if (place.Token.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(RpcStatusCode.Aborted, "A newer link of this agent took the place of this one.");
        }

        await first;
    }

    private static async Task<OpenLinkResult> OpenAsync(AgentPeer peer, ISiteGrain site, AgentHello hello, CancellationToken cancellationToken)
    {
        var opened = await site.OpenLinkAsync(LinkMapping.ToOpenLink(peer.Agent, hello), cancellationToken);
        GatewayInstruments.OnLinkOpened(opened.Code);
        return opened.Code switch
        {
            LinkCode.Ok => opened,
            LinkCode.Fenced => throw new RpcException(RpcStatusCode.FailedPrecondition, opened.Message),
            LinkCode.Invalid => throw new RpcException(RpcStatusCode.InvalidArgument, opened.Message),
            _ => throw new RpcException(RpcStatusCode.PermissionDenied, opened.Message),
        };
    }

    private async Task<AgentHello> ReadHelloAsync(IRpcReader<AgentMessage> up, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, HelloLimit, Timeout.InfiniteTimeSpan);
        var first = await up.ReadAsync(limit.Token);
        return first?.BodyCase == AgentMessage.BodyOneofCase.Hello
            ? first.Hello
            : throw new RpcException(RpcStatusCode.FailedPrecondition, "The first message of a link must be the agent's greeting.");
    }

    private async Task ReceiveAsync(AgentPeer peer, ISiteGrain site, string start, IRpcReader<AgentMessage> up, LinkLine line, CancellationToken cancellationToken)
    {
        var auditHeads = new AuditHeads(grains, peer, time, logger);
        while (await up.ReadAsync(cancellationToken) is { } message)
        {
            switch (message.BodyCase)
            {
                case AgentMessage.BodyOneofCase.Events:
                    await IngestAsync(peer, site, start, message.Events, line, cancellationToken);
                    break;
                case AgentMessage.BodyOneofCase.Heartbeat:
                    await site.HeartbeatAsync(LinkMapping.ToHeartbeat(peer.Agent, message.Heartbeat, peers.Own), cancellationToken);
                    var heads = await auditHeads.ExchangeAsync(message.Heartbeat, cancellationToken);
                    await line.WriteAsync(new ClusterMessage { Heartbeat = new Heartbeat { Clock = Now(), AuditHeads = { heads } } }, cancellationToken);
                    break;
                default: // what is applied down there is known from the next greeting; words of a newer agent are passed over
                    break;
            }
        }
    }

    private static async Task IngestAsync(AgentPeer peer, ISiteGrain site, string start, EventBatch batch, LinkLine line, CancellationToken cancellationToken)
    {
        if (batch.Events.Count > ISiteGrain.FactsMax)
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, $"A batch has {batch.Events.Count} events; at most {ISiteGrain.FactsMax} are taken.");
        }

        ImmutableArray<AgentFact> facts = [.. batch.Events.Select(FactMapping.ToFact)];
        var result = await site.IngestAsync(new IngestFacts { Agent = peer.Agent, Facts = facts, Start = start }, cancellationToken);
        switch (result.Code)
        {
            case IngestCode.Ok:
                await line.WriteAsync(new ClusterMessage { EventsAcknowledged = (ulong)result.Committed }, cancellationToken);
                break;
            case IngestCode.Gap:
                throw new RpcException(RpcStatusCode.OutOfRange, $"Events up to {result.Committed} are committed, and this batch begins at {facts[0].Sequence}: connect again and send from there.");
            default:
                throw new RpcException(RpcStatusCode.PermissionDenied, "This agent is unknown here, or revoked.");
        }
    }

    private static async Task SendDownAsync(AgentPeer peer, ISiteGrain site, long cursor, LinkLine line, CancellationToken cancellationToken)
    {
        var position = ReplicaPosition.After(cursor);
        while (!cancellationToken.IsCancellationRequested)
        {
            var page = await site.ReadDownAsync(new ReadDown { Agent = peer.Agent, Position = position, WaitMax = DownWait }, cancellationToken);
            if (page.Code == ReplicaPageCode.Refused)
            {
                throw new RpcException(RpcStatusCode.PermissionDenied, "This agent is unknown here, or revoked.");
            }

            if (page.Changes.Length > 0 || page.SnapshotBegin || page.SnapshotEnd)
            {
                await line.WriteAsync(new ClusterMessage { Changes = ReplicaMapping.ToBatch(page, peer.Site) }, cancellationToken);
            }

            foreach (var command in page.Commands)
            {
                await line.WriteAsync(new ClusterMessage { Command = LinkMapping.ToCommand(command) }, cancellationToken);
            }

            position = page.Next;
        }
    }

    private ClusterHello Greeting(long committed) => new()
    {
        ServerVersion = Version,
        Clock = Now(),
        EventsAcknowledged = (ulong)committed,
        Gateways = { options.Value.AgentLinkAddresses },
        ReadsPackedIds = true,
    };

    private Timestamp Now() => Timestamp.FromDateTimeOffset(time.GetUtcNow());

    [LoggerMessage(1521, LogLevel.Information, "Agent {Site}/{Agent} of version {Version} is linked: its events are committed up to {Committed}, its replica stands at {Cursor}")]
    private partial void LogLinked(SiteId site, AgentId agent, string version, long committed, ulong cursor);

    [LoggerMessage(1522, LogLevel.Information, "Agent {Site}/{Agent} is no longer linked")]
    private partial void LogUnlinked(SiteId site, AgentId agent);
}
