using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>A login at a panel by the phone's browser, under way (AU27).</summary>
/// <param name="Site">The device's site.</param>
/// <param name="Device">The device.</param>
/// <param name="Number">The number that the panel shows.</param>
/// <param name="Choices">Numbers of which the phone's user finds the panel's.</param>
/// <param name="EndsAt">When it is over.</param>
public sealed record QrLogin(SiteId Site, DeviceId Device, int Number, ImmutableArray<int> Choices, DateTimeOffset EndsAt)
{
    /// <summary>Who approved it; null: nobody yet.</summary>
    public UserId? ApprovedBy { get; init; }

    /// <summary>It was refused, guessed wrongly, or told to its device.</summary>
    public bool IsUsed { get; init; }
}
