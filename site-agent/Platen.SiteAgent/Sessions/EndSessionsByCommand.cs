using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Sessions;

/// <summary>Ends panel sessions when the cluster asks for it.</summary>
internal sealed class EndSessionsByCommand(PanelSessions sessions) : IEndSessions
{
    public async ValueTask EndAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(sessionId, "D", out var id))
        {
            await sessions.EndAsync(id, SessionEnd.Revoked, cancellationToken);
        }
    }
}
