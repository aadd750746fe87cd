using Platen.Domain.Devices;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>Somebody asked for a new PIN at a panel while the site was cut off (AU05, AU06, MS05).</summary>
public sealed record PinWanted : FactBody
{
    /// <summary>At which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Who was logged in.</summary>
    public required UserId User { get; init; }
}
