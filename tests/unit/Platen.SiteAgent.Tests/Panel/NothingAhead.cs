using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Roaming;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>As the settings ship: nothing is fetched when somebody logs in.</summary>
internal sealed class NothingAhead : IDocumentsAhead
{
    public void Begin(UserId user, DeviceId device)
    {
        // nothing is fetched
    }
}
