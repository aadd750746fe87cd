using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Sites;

/// <summary>What is replicated to and from each site, and how far it is; a table, and a graph for each agent.</summary>
public sealed class ReplicationModel : ConsolePage
{
    /// <summary>How far the graphs go back.</summary>
    public const int Hours = 6;

    private const int GraphsMax = 50;

    /// <inheritdoc/>
    public override string Heading => "Replication";

    /// <inheritdoc/>
    public override string Section => "sites";

    /// <summary>A row for each agent.</summary>
    public ImmutableArray<AgentReplication> Rows { get; private set; } = [];

    /// <summary>The alarms that stand.</summary>
    public ImmutableArray<SiteAlarm> Alarms { get; private set; } = [];

    /// <summary>The graphs of the first agents of the table.</summary>
    public IReadOnlyList<(LagGraph Graph, string Agent, int Hours)> Graphs { get; private set; } = [];

    /// <summary>Shows all of it.</summary>
    public async Task OnGetAsync()
    {
        var replication = Grains.Replication(Tenant);
        Rows = [.. (await replication.ListAsync(Aborted)).Where(row => Rights.HasAt(Actor, Right.ReadSites, row.Site)).OrderBy(row => row.Online).ThenByDescending(row => row.Last?.EventsWaiting ?? 0)];
        Alarms = [.. (await replication.ListAlarmsAsync(Aborted)).Where(alarm => Rights.HasAt(Actor, Right.ReadSites, alarm.Site))];
        var now = Time.GetUtcNow();
        Graphs = await Task.WhenAll(Rows.Take(GraphsMax).Select(async row =>
            (new LagGraph(await replication.HistoryAsync(row.Site, row.Agent, Hours, Aborted), now, Hours), $"{row.SiteName}, {row.Agent}", Hours)));
    }
}
