using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Cards that were shown and wait for PIN or password: one a device, because one person stands there; the next card, or a login by another way, takes its place. A ticket opens one session, at its device, within its time,
/// and ends after a few wrong second phases. Only its SHA-256 is kept. Thread-safe.
/// </summary>
internal sealed class SecondPhaseTickets(TimeProvider time)
{
    /// <summary>Wrong second phases after which the card must be shown again.</summary>
    public const int MissesMax = 3;

    private const int TicketBytes = 32;
    private const int TicketChars = 43;

    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, SecondPhaseTicket> _open = [];

    /// <summary>Begins a second phase; the device's former one ends.</summary>
    /// <returns>The ticket, to be given to the panel and to nobody else.</returns>
    public string Issue(DeviceId device, UserId user, ImmutableArray<byte> cardIndex, SecondPhase accepts, TimeSpan validFor)
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TicketBytes));
        lock (_gate)
        {
            _open[device] = new SecondPhaseTicket(HashOf(text), device, user, cardIndex, accepts, time.GetUtcNow() + validFor, 0);
        }

        return text;
    }

    /// <summary>The ticket, if it is this device's and its time is not over.</summary>
    public SecondPhaseTicket? Find(string? text, DeviceId device)
    {
        if (text is not { Length: TicketChars })
        {
            return null;
        }

        lock (_gate)
        {
            return _open.TryGetValue(device, out var ticket) && ticket.Hash == HashOf(text) && ticket.EndsAt > time.GetUtcNow() ? ticket : null;
        }
    }

    /// <summary>Uses a ticket up: of several at once, exactly one succeeds.</summary>
    public bool TryTake(SecondPhaseTicket ticket)
    {
        lock (_gate)
        {
            return _open.TryGetValue(ticket.Device, out var open) && open.Hash == ticket.Hash && open.EndsAt > time.GetUtcNow() && _open.Remove(ticket.Device);
        }
    }

    /// <summary>Counts a wrong second phase; false: it was one too many, and the ticket has ended.</summary>
    public bool Miss(SecondPhaseTicket ticket)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(ticket.Device, out var open) || open.Hash != ticket.Hash)
            {
                return false;
            }

            if (open.Misses + 1 >= MissesMax)
            {
                _open.Remove(ticket.Device);
                return false;
            }

            _open[ticket.Device] = open with { Misses = open.Misses + 1 };
            return true;
        }
    }

    /// <summary>Ends a device's second phase, if one is open.</summary>
    public void Drop(DeviceId device)
    {
        lock (_gate)
        {
            _open.Remove(device);
        }
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
