using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Roaming;

/// <summary>Fetches documents of other sites before their owner asks for them.</summary>
internal interface IDocumentsAhead
{
    /// <summary>Begins, without waiting, for a user who has just logged in.</summary>
    void Begin(UserId user, DeviceId device);
}
