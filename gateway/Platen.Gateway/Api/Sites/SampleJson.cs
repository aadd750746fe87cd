using Platen.Domain.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>How an agent's replication was at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="EventsWaiting">Events in its journal that the server did not have.</param>
/// <param name="EventsLagSeconds">For how long the oldest of them had waited.</param>
/// <param name="ChangesApplied">The change-feed cursor that its replica had; 0: not known.</param>
/// <param name="ChangesBehind">Changes that it did not have; 1,000 at most are counted.</param>
/// <param name="ChangesLagSeconds">How old the oldest of them was.</param>
/// <param name="ClockSkewMs">How far its clock was ahead of the server's.</param>
/// <param name="SpoolBytes">Bytes in its spool.</param>
/// <param name="SpoolFreeBytes">Bytes free for its spool.</param>
/// <param name="DocumentsSending">Documents that it was sending to other sites.</param>
/// <param name="DocumentsFetching">Documents of other sites that it was fetching.</param>
internal sealed record SampleJson(
    DateTimeOffset At, long EventsWaiting, long EventsLagSeconds, long ChangesApplied, int ChangesBehind, long ChangesLagSeconds, long ClockSkewMs, long SpoolBytes, long SpoolFreeBytes, int DocumentsSending, int DocumentsFetching)
{
    public static SampleJson Of(AgentSample sample) => new(
        sample.At, sample.EventsWaiting, (long)sample.EventsLag.TotalSeconds, sample.ChangesApplied, sample.ChangesBehind, (long)sample.ChangesLag.TotalSeconds, (long)sample.ClockSkew.TotalMilliseconds,
        sample.SpoolBytes, sample.SpoolFreeBytes, sample.DocumentsSending, sample.DocumentsFetching);
}
