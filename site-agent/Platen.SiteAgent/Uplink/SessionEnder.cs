using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Uplink;

/// <summary>Ends panel sessions for the cluster.</summary>
internal sealed class SessionEnder(PanelSessions sessions) : IEndSessions
{
    public async ValueTask EndAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(sessionId, out var id))
        {
            await sessions.EndAsync(id, SessionEnd.Revoked, cancellationToken);
        }
    }
}
