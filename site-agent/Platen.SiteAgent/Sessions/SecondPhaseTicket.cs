using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>A card was shown at a device; the second phase may follow until the time is over.</summary>
/// <param name="Hash">SHA-256 of the panel's ticket.</param>
/// <param name="Device">Where.</param>
/// <param name="User">Whose card it is.</param>
/// <param name="CardIndex">Keyed index of the card: should it be taken from the user meanwhile, the ticket is worth nothing.</param>
/// <param name="Accepts">What may follow.</param>
/// <param name="EndsAt">Until when.</param>
/// <param name="Misses">Wrong second phases so far.</param>
internal sealed record SecondPhaseTicket(string Hash, DeviceId Device, UserId User, ImmutableArray<byte> CardIndex, SecondPhase Accepts, DateTimeOffset EndsAt, int Misses)
{
    /// <summary>Without hash and index.</summary>
    public override string ToString() => $"{User} at {Device}";
}
