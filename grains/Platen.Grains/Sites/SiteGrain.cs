using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Queries;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <inheritdoc cref="ISiteGrain"/>
internal sealed partial class SiteGrain(
    IRecordStore store, ICertificateAuthority authority, ReplicaReader replica, IReplicationQueries replication, FeedWait feed, TimeProvider time, ILogger<SiteGrain> log) : RecordGrain<Site>(store, time), ISiteGrain, IDisposable
{
    /// <summary>An agent that was not heard of for so long is shown as away.</summary>
    private static readonly TimeSpan OnlineFor = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _dropped = new();
    private ImmutableDictionary<AgentId, SiteAgent> _agents = ImmutableDictionary<AgentId, SiteAgent>.Empty;
    private ImmutableDictionary<AgentId, (AgentHeartbeat Heartbeat, DateTimeOffset At)> _heartbeats =
        ImmutableDictionary<AgentId, (AgentHeartbeat, DateTimeOffset)>.Empty;

    protected override TenantId Tenant => GrainKeys.ParseSite(Key).Tenant;

    private SiteId Id => GrainKeys.ParseSite(Key).Site;

    private AgentCertificates Certificates => new(Tenant, Id, authority);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await LoadAgentsAsync(cancellationToken);
    }

    public async Task<SiteView?> GetAsync(CancellationToken cancellationToken) => await RowAsync(cancellationToken) is { } row
        ? new SiteView { Site = row, Agents = [.. _agents.Values.OrderBy(agent => agent.Id.Value, StringComparer.Ordinal).Select(View)] }
        : null;

    public async Task<CommandResult> CreateAsync(CreateSite command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditSites, Id))
        {
            return Refusals.Needs(Right.EditSites);
        }

        var next = new Site { Tenant = Tenant, Id = Id, Name = command.Name, Version = 1 };
        return await WriteAsync(row => row is null ? Save(null, next, actor, "site.created") : Draft<Site>.Refuse(Refusals.Exists($"site '{Id}'")), cancellationToken);
    }

    public async Task<CommandResult> UpdateAsync(UpdateSite command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditSites, Id))
        {
            return Refusals.Needs(Right.EditSites);
        }

        return await WriteAsync(row => Update(row, command, actor), cancellationToken);
    }

    public async Task<ReplicaPage> ReadDownAsync(ReadDown request, CancellationToken cancellationToken)
    {
        var until = Now + FeedWait.Bounded(request.WaitMax);
        var position = request.Position;
        while (true)
        {
            // Asked anew after every wait, and of the record: a revoked agent learns nothing more (I5).
            if (await RowAsync(cancellationToken) is not { } site || await CurrentAsync(request.Agent, cancellationToken) is not { Revoked: false })
            {
                return new ReplicaPage { Code = ReplicaPageCode.Refused, Next = position };
            }

            var page = await replica.ReadAsync(Tenant, site, request.Agent, position, cancellationToken);
            position = page.Next;
            if (page.More || page.Changes.Length > 0 || page.Commands.Length > 0 || !await HasNewsAsync(position.Cursor, until, cancellationToken))
            {
                return page;
            }
        }
    }

    public void Dispose() => _dropped.Dispose();

    protected override void OnFaulted() => _dropped.Cancel();

    protected override Task<Site?> FindAsync(CancellationToken cancellationToken) => Store.FindSiteAsync(Tenant, Id, cancellationToken);

    private Draft<Site> Update(Site? row, UpdateSite command, Actor actor)
    {
        if (row is null)
        {
            return Draft<Site>.Refuse(Refusals.NotFound($"site '{Id}'"));
        }

        var next = row with
        {
            Name = command.Name,
            AheadJobsMax = command.AheadJobsMax is { } jobs ? (jobs < 0 ? null : jobs) : row.AheadJobsMax,
            AheadBytesMax = command.AheadBytesMax is { } bytes ? (bytes < 0 ? null : bytes) : row.AheadBytesMax,
        };
        return next == row ? Draft<Site>.Nothing() : Save(row, next with { Version = row.Version + 1 }, actor, "site.updated");
    }

    private Draft<Site> Save(Site? row, Site next, Actor actor, string action)
    {
        var errors = SiteRules.Check(next);
        if (errors.Length > 0)
        {
            return Draft<Site>.Refuse(CommandCode.Invalid, errors);
        }

        AuditEntry audit = ConsoleCommit.Audit(actor, Now, action, $"site:{Id}", details: RecordDiff.Of(row, next));
        return Draft<Site>.Write(
            ConsoleCommit.Of(Tenant, [new SiteChange(next) { ExpectedVersion = row?.Version ?? 0 }], audit, new FeedEntry(FeedTopic.Site, Id.Value, null)), next);
    }

    private async Task<bool> HasNewsAsync(long cursor, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _dropped.Token);
        try
        {
            return await feed.UntilAsync(Tenant, cursor, until, either.Token);
        }
        catch (OperationCanceledException) when (_dropped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private AgentView View(SiteAgent agent)
    {
        var heard = _heartbeats.TryGetValue(agent.Id, out var last);
        return new AgentView
        {
            Agent = heard ? agent with { LastSeen = last.At } : agent,
            Online = heard && Now - last.At < OnlineFor,
            LastHeartbeat = heard ? last.Heartbeat : null,
            ClockSkew = heard && last.Heartbeat.Clock != default ? last.Heartbeat.Clock - last.At : null,
        };
    }

    private SiteAgent? Find(AgentId agent) => _agents.GetValueOrDefault(agent);

    // Another activation, on a silo that this one's does not see, may have revoked the agent: what lets it in is the record.
    private async Task<SiteAgent?> CurrentAsync(AgentId agent, CancellationToken cancellationToken)
    {
        await LoadAgentsAsync(cancellationToken);
        return Find(agent);
    }

    private async Task LoadAgentsAsync(CancellationToken cancellationToken)
    {
        foreach (var agent in await Store.ListAgentsAsync(Tenant, Id, cancellationToken))
        {
            Keep(agent);
        }
    }

    // Calls interleave here: a row that was read before another call's write must not replace what that one wrote.
    private void Keep(SiteAgent agent)
    {
        if (Find(agent.Id) is { } known)
        {
            agent = (agent.Version >= known.Version ? agent : known) with { EventsCommitted = Math.Max(agent.EventsCommitted, known.EventsCommitted) };
        }

        _agents = _agents.SetItem(agent.Id, agent);
    }
}
