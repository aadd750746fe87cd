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
    private const int SearchCharsMax = 64;

    /// <summary>What comes first in the table.</summary>
    public static readonly (string Value, string Text)[] Orders = [("", "what is offline or late"), ("changes", "most changes to come"), ("parked", "most parked events"), ("name", "by name")];

    /// <inheritdoc/>
    public override string Heading => "Replication";

    /// <inheritdoc/>
    public override string Section => "sites";

    /// <summary>A row for each agent.</summary>
    public ImmutableArray<AgentReplication> Rows { get; private set; } = [];

    /// <summary>Part of the name of a site or agent; empty: all are shown.</summary>
    public string Search => Text("search") is { Length: <= SearchCharsMax } search ? search.Trim() : "";

    /// <summary>A value of <see cref="Orders"/>.</summary>
    public string Sort => Text("sort");

    /// <summary>The alarms that stand.</summary>
    public ImmutableArray<SiteAlarm> Alarms { get; private set; } = [];

    /// <summary>The graphs of the first agents of the table.</summary>
    public IReadOnlyList<(LagGraph Graph, string Agent, int Hours)> Graphs { get; private set; } = [];

    /// <summary>Shows all of it.</summary>
    public async Task OnGetAsync()
    {
        Rows = [.. Ordered((await Lists.ListReplicationAsync(Actor, Aborted)).Where(IsWanted))];
        Alarms = await Lists.ListAlarmsAsync(Actor, Aborted);
        var now = Time.GetUtcNow();
        Graphs = await Task.WhenAll(Rows.Take(GraphsMax).Select(async row =>
            (new LagGraph(await Lists.ListSamplesAsync(row.Site, row.Agent, Hours, Actor, Aborted), now, Hours), $"{row.SiteName}, {row.Agent}", Hours)));
    }

    private bool IsWanted(AgentReplication row) =>
        Search.Length == 0 || new[] { row.SiteName, row.Site.Value, row.Agent.Value }.Any(name => name.Contains(Search, StringComparison.CurrentCultureIgnoreCase));

    private IEnumerable<AgentReplication> Ordered(IEnumerable<AgentReplication> rows) => Sort switch
    {
        "changes" => rows.OrderByDescending(row => row.Last?.ChangesBehind ?? 0).ThenBy(row => row.SiteName, StringComparer.CurrentCulture),
        "parked" => rows.OrderByDescending(row => row.Parked).ThenBy(row => row.SiteName, StringComparer.CurrentCulture),
        "name" => rows.OrderBy(row => row.SiteName, StringComparer.CurrentCulture).ThenBy(row => row.Agent.Value, StringComparer.Ordinal),
        _ => rows.OrderBy(row => row.Online).ThenByDescending(row => row.Last?.EventsWaiting ?? 0),
    };
}
