using Platen.Rpc.Client;
using Platen.SiteAgent.Audit;
using Platen.SiteAgent.Intake.Raw;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Alarms;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink;

/// <summary>Makes one session after the other; holds what they all need.</summary>
internal sealed class LinkSessionFactory(
    IAgentJournal journal,
    IReplica replica,
    IHeldJobs jobs,
    SpoolSpace space,
    SpoolAlarms alarms,
    ListeningFaults listening,
    TransferKeys transferKeys,
    CommandRunner commands,
    DocumentSender sender,
    DocumentFetch fetch,
    LinkChannel link,
    LinkState state,
    GatewayAddresses gateways,
    AgentEndpoints endpoints,
    AuditHeadKeeper auditHeads,
    TimeProvider time,
    ILogger<LinkSession> logger)
{
    /// <summary>Opens the link and runs it until it ends or breaks.</summary>
    public async Task RunAsync(RpcChannel channel, CancellationToken cancellationToken)
    {
        await using var session = new LinkSession(channel, journal, replica, jobs, space, alarms, listening, transferKeys, commands, sender, fetch, state, gateways, endpoints, auditHeads, time, logger);
        link.Set(channel);
        try
        {
            await session.RunAsync(cancellationToken);
        }
        finally
        {
            link.Clear(channel);
        }
    }
}
