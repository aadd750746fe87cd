using Platen.Domain.Tenants;

namespace Platen.Gateway.Api.Tenants;

/// <summary>When administrators are told about a site; in a request, what is left out stays as it is.</summary>
internal sealed record AlarmLimitsJson
{
    /// <summary>An agent that was not heard of for so many seconds, 60 to 1,209,600.</summary>
    public int? AwaySecondsMax { get; init; }

    /// <summary>Replication that is behind for so many seconds, 60 to 1,209,600.</summary>
    public int? LagSecondsMax { get; init; }

    /// <summary>More waiting events of an agent, 1 to 1,000,000.</summary>
    public int? EventsWaitingMax { get; init; }

    /// <summary>A site that is cut off and may work alone for less than so many seconds, 0 to 1,209,600.</summary>
    public int? OfflineSecondsLeftMin { get; init; }

    /// <summary>A clock that is so many seconds off, 1 to 3,600.</summary>
    public int? ClockSkewSecondsMax { get; init; }

    public static AlarmLimitsJson Of(SiteAlarmLimits limits) => new()
    {
        AwaySecondsMax = (int)limits.AwayMax.TotalSeconds,
        LagSecondsMax = (int)limits.LagMax.TotalSeconds,
        EventsWaitingMax = limits.EventsWaitingMax,
        OfflineSecondsLeftMin = (int)limits.OfflineLeftMin.TotalSeconds,
        ClockSkewSecondsMax = (int)limits.ClockSkewMax.TotalSeconds,
    };

    public SiteAlarmLimits Over(SiteAlarmLimits now) => new()
    {
        AwayMax = Seconds(AwaySecondsMax) ?? now.AwayMax,
        LagMax = Seconds(LagSecondsMax) ?? now.LagMax,
        EventsWaitingMax = EventsWaitingMax ?? now.EventsWaitingMax,
        OfflineLeftMin = Seconds(OfflineSecondsLeftMin) ?? now.OfflineLeftMin,
        ClockSkewMax = Seconds(ClockSkewSecondsMax) ?? now.ClockSkewMax,
    };

    private static TimeSpan? Seconds(int? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
