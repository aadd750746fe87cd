using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.SiteAgent.Panel.Html;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>What begins with every session, however it was opened: the other sites are asked for the user's jobs, and documents come ahead.</summary>
internal sealed class LoggedInPeople(RemoteJobs others, IDocumentsAhead ahead)
{
    /// <summary>Asks for what the user will want to see.</summary>
    public void Prepare(PanelSession session)
    {
        others.Prefetch(session.User);
        ahead.Begin(session.User, session.Device);
    }

    /// <summary>Gives the browser its session, and sends it to the jobs.</summary>
    public IResult Welcome(HttpContext context, ReplicaDevice device, PanelLoginResult result)
    {
        Prepare(result.Session!);
        context.Response.Cookies.Delete(SecondPhaseHandlers.CookieName(device.DeviceId), PanelCookie.Options());
        context.Response.Cookies.Append(PanelCookie.Name(device.DeviceId), result.Token!, PanelCookie.Options());
        return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/jobs");
    }
}
