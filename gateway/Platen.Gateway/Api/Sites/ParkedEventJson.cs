using Platen.Domain.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>An event of an agent that could not be applied.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Site">The agent's site.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Sequence">Its place in the agent's journal.</param>
/// <param name="Kind">What kind of event it is.</param>
/// <param name="Subject">What it is about, such as job:….</param>
/// <param name="Reason">Why it is parked, as a keyword.</param>
/// <param name="Problem">What is wrong with it, for people; null: the reason says all.</param>
/// <param name="At">When it happened, as far as the agent's clock is believed.</param>
/// <param name="ParkedAt">When it was parked.</param>
/// <param name="Retries">How often it was retried in vain.</param>
/// <param name="RetriedAt">When it was retried last; null: never.</param>
internal sealed record ParkedEventJson(
    string Id, string Site, string Agent, long Sequence, string Kind, string Subject, string Reason, string? Problem, DateTimeOffset At, DateTimeOffset ParkedAt, int Retries, DateTimeOffset? RetriedAt)
{
    public static ParkedEventJson Of(ParkedEvent row) => new(
        row.Id, row.Site.Value, row.Agent.Value, row.Sequence, row.Kind, row.Subject, row.Reason, row.Problem.Length > 0 ? row.Problem : null, row.At, row.ParkedAt, row.Retries, row.RetriedAt);
}
