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

    public static IResult Get([Description("The device's id.")] string device, HttpContext context, IReplica replica, ISiteLinkState link, OfflineGate offline, IDeviceStates states)
    {
        var found = JsonSession.Device(context);
        states.Freshen(found); // for the next one who asks
        var seen = states.Find(device);
        return JsonBody.Answer(new DeviceView
        {
            Device = device,
            Name = found.Name,
            Location = found.Location,
            State = "enabled",
            Logins = Logins,
            Colour = found.Colour,
            Duplex = found.Duplex,
            Condition = new ConditionView { State = JsonWords.Of(seen?.Status), Reasons = seen?.Status.Reasons ?? [], Message = PanelTexts.Trouble(seen), SeenAt = seen?.At },
            Site = new SiteView { Name = replica.Policy?.SiteName ?? "", Online = link.IsOnline, LastContact = link.LastContact, OfflineSecondsLeft = (long?)offline.Left?.TotalSeconds, OfflineNotice = offline.IsOffline ? offline.Notice : null },
        });
    }
}
