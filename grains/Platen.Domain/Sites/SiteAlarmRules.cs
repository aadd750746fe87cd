using System.Globalization;
using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>Decides what there is to tell about an agent's replication. Pure.</summary>
public static class SiteAlarmRules
{
    /// <summary>The alarms that hold now, each with words for people.</summary>
    /// <param name="agent">How its replication is.</param>
    /// <param name="limits">What the tenant wants to be told.</param>
    /// <param name="listeningSince">Since when the server can have heard of agents: nobody is away because the server was.</param>
    /// <param name="now">The server's time.</param>
    public static IEnumerable<(SiteAlarmKind Kind, string Detail)> Of(AgentReplication agent, SiteAlarmLimits limits, DateTimeOffset listeningSince, DateTimeOffset now)
    {
        if (!agent.Online)
        {
            return OfAway(agent, limits, listeningSince, now);
        }

        return agent.Last is { } last ? OfOnline(last, limits) : [];
    }

    private static IEnumerable<(SiteAlarmKind Kind, string Detail)> OfAway(AgentReplication agent, SiteAlarmLimits limits, DateTimeOffset listeningSince, DateTimeOffset now)
    {
        if (agent.LastSeen is not { } seen)
        {
            yield break;
        }

        if (now - (seen > listeningSince ? seen : listeningSince) >= limits.AwayMax)
        {
            yield return (SiteAlarmKind.Away, Text($"not heard of since {seen:yyyy-MM-dd HH:mm} UTC"));
        }

        if (agent.OfflineUntil is { } until && until - now <= limits.OfflineLeftMin && now - listeningSince >= limits.AwayMax)
        {
            yield return (SiteAlarmKind.OfflineLimit, until <= now ? Text($"nobody can log in there since {until:yyyy-MM-dd HH:mm} UTC") : Text($"nobody can log in there after {until:yyyy-MM-dd HH:mm} UTC"));
        }
    }

    private static IEnumerable<(SiteAlarmKind Kind, string Detail)> OfOnline(AgentSample last, SiteAlarmLimits limits)
    {
        if (last.ChangesLag >= limits.LagMax)
        {
            yield return (SiteAlarmKind.ChangesLate, Text($"{last.ChangesBehind} changes have not arrived, the oldest is {Minutes(last.ChangesLag)} old"));
        }

        if (last.EventsWaiting > limits.EventsWaitingMax || last.EventsLag >= limits.LagMax)
        {
            yield return (SiteAlarmKind.EventsWaiting, Text($"{last.EventsWaiting} events wait, the oldest for {Minutes(last.EventsLag)}"));
        }

        if (last.ClockSkew.Duration() >= limits.ClockSkewMax)
        {
            yield return (SiteAlarmKind.ClockSkew, Text($"the agent's clock is {last.ClockSkew.Duration().TotalSeconds:0} s {(last.ClockSkew > TimeSpan.Zero ? "ahead" : "behind")}"));
        }
    }

    private static string Minutes(TimeSpan time) => Text($"{time.TotalMinutes:0} min");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
