namespace Platen.Domain.Tenants;

/// <summary>When administrators are told about a site.</summary>
public sealed record SiteAlarmLimits
{
    /// <summary>An agent that was not heard of for longer is told: 1 minute to 14 days.</summary>
    public TimeSpan AwayMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Changes that have not reached an agent, and events that have not reached the server, for longer are told: 1 minute to 14 days.</summary>
    public TimeSpan LagMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>More waiting events of an agent are told: 1 to 1,000,000.</summary>
    public int EventsWaitingMax { get; init; } = 1_000;

    /// <summary>A site that is cut off and may work alone for less is told: 0 to 14 days.</summary>
    public TimeSpan OfflineLeftMin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A clock that is further off is told: 1 second to 1 hour.</summary>
    public TimeSpan ClockSkewMax { get; init; } = TimeSpan.FromMinutes(1);
}
