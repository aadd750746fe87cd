using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>What every page needs, from the services and the request.</summary>
internal sealed class HtmlPages(IReplica replica, PanelSessions sessions, OfflineGate offline, IDeviceStates states, TimeProvider time)
{
    public static DeviceId DeviceId(ReplicaDevice device) => Domain.Devices.DeviceId.Parse(device.DeviceId);

    /// <summary>The session of the browser's cookie, or null.</summary>
    public PanelSession? FindSession(HttpContext context, ReplicaDevice device, bool touch) =>
        sessions.Find(context.Request.Cookies[PanelCookie.Name(device.DeviceId)], DeviceId(device), touch);

    /// <summary>The frame of a page for nobody yet.</summary>
    public PageFrame Frame(ReplicaDevice device)
    {
        states.Freshen(device); // so that the next page knows
        return new() { Device = device, SiteName = replica.Policy?.SiteName ?? "", Offline = offline.Notice, Trouble = PanelTexts.Trouble(states.Find(device.DeviceId)), Zone = time.LocalTimeZone };
    }

    /// <summary>The frame of a session's page; it goes to the log-in page by itself when the session has timed out (AU17).</summary>
    public PageFrame Frame(ReplicaDevice device, PanelSession session)
    {
        var user = replica.FindUser(session.User);
        return Frame(device) with
        {
            User = new PageUser(user?.DisplayName ?? "", session.FormToken),
            PinReady = user is { PinWaiting: true } && !offline.IsOffline,
            Refresh = JobsPage.Timeout(session, device.DeviceId, time),
        };
    }

    public static IResult Page(string html, int status = StatusCodes.Status200OK) => TypedResults.Content(html, "text/html; charset=utf-8", null, status);

    /// <summary>Sends the browser to another page, with GET (RFC 9110, 15.4.4).</summary>
    public static IResult SeeOther(HttpContext context, string address)
    {
        context.Response.Headers.Location = address;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Sends the browser to the log-in page, with the reason.</summary>
    public static IResult ToLogin(HttpContext context, ReplicaDevice device, string reason) =>
        SeeOther(context, $"/panel/{device.DeviceId}?now={reason}");
}
