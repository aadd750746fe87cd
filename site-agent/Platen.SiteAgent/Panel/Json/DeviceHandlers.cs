using Platen.SiteAgent.Offline;
using System.ComponentModel;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The device itself.</summary>
internal static class DeviceHandlers
{
    private static readonly string[] Logins = ["pin", "card", "password"];
    private static readonly string[] CardOnly = ["card"];
    private static readonly string[] Phone = ["qr"];

    public static IResult Get([Description("The device's id.")] string device, HttpContext context, IReplica replica, PanelLogin login, QrLogins codes, ISiteLinkState link, OfflineGate offline, IDeviceStates states)
    {
        var demanded = login.DemandedAt(JsonSession.DeviceId(context));
        var found = JsonSession.Device(context);
        states.Freshen(found); // for the next one who asks
        var seen = states.Find(device);
        return JsonBody.Answer(new DeviceView
        {
            Device = device,
            Name = found.Name,
            Location = found.Location,
            State = "enabled",
            Logins = [.. demanded == SecondPhase.Unspecified ? Logins : CardOnly, .. codes.IsOffered && link.IsOnline ? Phone : []],
            SecondPhase = JsonWords.Of(demanded),
            Colour = found.Colour,
            Duplex = found.Duplex,
            Condition = new ConditionView { State = JsonWords.Of(seen?.Status), Reasons = seen?.Status.Reasons ?? [], Message = PanelTexts.Trouble(seen), SeenAt = seen?.At },
            Site = new SiteView { Name = replica.Policy?.SiteName ?? "", Online = link.IsOnline, LastContact = link.LastContact, OfflineSecondsLeft = (long?)offline.Left?.TotalSeconds, OfflineNotice = offline.IsOffline ? offline.Notice : null },
        });
    }
}
