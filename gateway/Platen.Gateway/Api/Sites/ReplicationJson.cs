using Platen.Domain.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>The replication between the server and an agent.</summary>
/// <param name="Site">The agent's site.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Online">Whether it has reported lately.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="ParkedEvents">Events of the site that could not be applied.</param>
/// <param name="OfflineUntil">When nobody can log in at the site any more unless the line comes back; null: it is online, or was never heard of.</param>
/// <param name="Last">As it last said; null: not known.</param>
internal sealed record ReplicationJson(string Site, string Agent, bool Online, DateTimeOffset? LastSeen, long ParkedEvents, DateTimeOffset? OfflineUntil, SampleJson? Last)
{
    public static ReplicationJson Of(AgentReplication row) =>
        new(row.Site.Value, row.Agent.Value, row.Online, row.LastSeen, row.Parked, row.OfflineUntil, row.Last is { } last ? SampleJson.Of(last) : null);
}
