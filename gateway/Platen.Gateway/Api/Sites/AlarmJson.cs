using System.Text.Json;
using Platen.Domain.Sites;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Sites;

/// <summary>An alarm about a site that stands.</summary>
/// <param name="Site">The site.</param>
/// <param name="Agent">The agent; null: the site as a whole.</param>
/// <param name="Kind">away, changes-late, events-waiting, offline-limit, clock-skew, or parked-events.</param>
/// <param name="Detail">How it was when it was raised, for people.</param>
/// <param name="RaisedAt">Since when.</param>
internal sealed record AlarmJson(string Site, string? Agent, string Kind, string Detail, DateTimeOffset RaisedAt)
{
    public static AlarmJson Of(SiteAlarm alarm) => new(alarm.Site.Value, alarm.Agent?.Value, Words.Of(alarm.Kind, JsonNamingPolicy.KebabCaseLower), alarm.Detail, alarm.RaisedAt);
}
