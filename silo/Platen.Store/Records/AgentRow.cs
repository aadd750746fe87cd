using Platen.Domain.Sites;
using Platen.Store.Json;

namespace Platen.Store.Records;

/// <summary>An agent's document, and the column that only events move.</summary>
internal sealed record AgentRow(string Body, long EventsCommitted)
{
    public const string Columns = "body::text AS Body, events_committed AS EventsCommitted";

    public SiteAgent ToAgent() => StoreJson.Read<SiteAgent>(Body) with { EventsCommitted = EventsCommitted };
}
