using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>An agent of a site.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Online">Whether it has reported lately.</param>
/// <param name="Enrolled">Whether it has a certificate.</param>
/// <param name="Revoked">Whether it was shut out.</param>
/// <param name="Version">Its program's version, or null.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="CertificateExpires">When its certificate ends.</param>
/// <param name="TokenExpires">When its enrolment token ends, while one is open.</param>
/// <param name="EventsCommitted">How many of its events the record has.</param>
/// <param name="EventsPending">How many events it has still to send, as it last said; null: not known.</param>
/// <param name="HeldJobs">Jobs that it holds, as it last said; null: not known.</param>
/// <param name="SpoolBytes">Bytes in its spool, as it last said; null: not known.</param>
/// <param name="SpoolFreeBytes">Bytes free for its spool, as it last said; null: not known.</param>
/// <param name="SpoolAlarm">Its spool's highest alarm (notice, warning, critical); null: none.</param>
/// <param name="SpoolAlarmMeasure">What that is counted by: disk, bytes or jobs.</param>
/// <param name="SpoolAlarmPercent">How full the spool is by that.</param>
/// <param name="ListeningFaults">Ports that it could not open, each with what to do; empty: none.</param>
/// <param name="Fence">Why nothing is taken from it until somebody decides; null: it is not fenced.</param>
internal sealed record AgentJson(
    string Id, bool Online, bool Enrolled, bool Revoked, string? Version, DateTimeOffset? LastSeen, DateTimeOffset? CertificateExpires, DateTimeOffset? TokenExpires,
    long EventsCommitted, long? EventsPending, int? HeldJobs, long? SpoolBytes, long? SpoolFreeBytes, string? SpoolAlarm, string? SpoolAlarmMeasure, int? SpoolAlarmPercent, IReadOnlyList<string> ListeningFaults, FenceJson? Fence)
{
    public static AgentJson Of(AgentView view)
    {
        var agent = view.Agent;
        var beat = view.LastHeartbeat;
        var hasAlarm = beat?.SpoolAlarm.Length > 0;
        return new AgentJson(
            agent.Id.Value, view.Online, agent.CertificateSerial.Length > 0, agent.Revoked, agent.AgentVersion.Length > 0 ? agent.AgentVersion : null,
            agent.LastSeen, agent.CertificateExpires, agent.EnrolmentTokenExpires, agent.EventsCommitted,
            beat is null ? null : Math.Max(0, beat.JournalLastSequence - agent.EventsCommitted), beat?.HeldJobs, beat?.SpoolBytes, beat?.SpoolFreeBytes,
            hasAlarm ? beat!.SpoolAlarm : null, hasAlarm ? beat!.SpoolAlarmMeasure : null, hasAlarm ? beat!.SpoolAlarmPercent : null, beat is null || beat.ListeningFaults.IsDefault ? [] : beat.ListeningFaults, FenceJson.Of(agent.Fence));
    }
}
