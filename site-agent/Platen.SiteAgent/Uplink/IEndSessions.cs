namespace Platen.SiteAgent.Uplink;

/// <summary>Ends panel sessions when the cluster asks for it.</summary>
internal interface IEndSessions
{
    /// <summary>Ends the session if it is open here; ending one that is over is no fault.</summary>
    ValueTask EndAsync(string sessionId, CancellationToken cancellationToken);
}
