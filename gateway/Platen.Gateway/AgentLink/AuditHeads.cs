using System.Collections.Immutable;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Audit;

namespace Platen.Gateway.AgentLink;

/// <summary>The audit log's signed heads on one agent's link: what the agent keeps goes to the log's grain, and what it should keep comes back; once a minute, and at once when the agent says something. Not thread-safe.</summary>
internal sealed partial class AuditHeads(IGrainFactory grains, AgentPeer peer, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(1);
    private long _askedAt;

    /// <summary>The heads for the answer to a heartbeat; none: nothing is new.</summary>
    public async Task<ImmutableArray<AuditHead>> ExchangeAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        if (heartbeat.AuditHeads.Count == 0 && _askedAt != 0 && time.GetElapsedTime(_askedAt) < AskEvery)
        {
            return [];
        }

        _askedAt = time.GetTimestamp();
        var kept = heartbeat.AuditHeads.Take(IAuditGrain.HeadsPerWitnessMax).Select(head => AuditCheckpointForm.TryRead(head.Statement.Span, head.Certificate.Span, head.Signature.Span)).OfType<AuditCheckpoint>();
        try
        {
            var heads = await grains.Audit(peer.Tenant).WitnessAsync(new AuditWitness { Site = peer.Site, Agent = peer.Agent, Heads = [.. kept] }, cancellationToken);
            return heads.IsDefaultOrEmpty ? [] : [.. heads.Select(ToProto)];
        }
        catch (Exception fault) when (fault is RecordStoreUnavailableException or TimeoutException or OrleansException)
        {
            LogAway(peer.Site, peer.Agent, fault.Message); // the line goes on without: the agent tells what it keeps again in minutes
            return [];
        }
    }

    [LoggerMessage(1523, LogLevel.Warning, "What agent {Site}/{Agent} keeps of the audit log could not be compared now: {Reason}")]
    private partial void LogAway(SiteId site, AgentId agent, string reason);

    private static AuditHead ToProto(AuditCheckpoint source) => new()
    {
        Statement = ByteString.CopyFrom(AuditCheckpointForm.Bytes(source)),
        Certificate = ByteString.CopyFrom(source.Certificate.AsSpan()),
        Signature = ByteString.CopyFrom(source.Signature.AsSpan()),
    };
}
