using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Devices;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// The codes that panels show (AU27), one a device. A code is bound to the browser that asked for it by a ticket, to the device by the server, and opens one session. Thread-safe.
/// </summary>
internal sealed class QrLogins(IQrRequests requests, IReplica replica, TimeProvider time)
{
    private const int TicketBytes = 32;
    private const int FreeBegins = 10;

    private readonly ConcurrentDictionary<DeviceId, QrOpen> _open = new();
    private readonly AttemptThrottle _begins = new(FreeBegins, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), time);

    /// <summary>Whether panels offer it at all.</summary>
    public bool IsOffered => replica.Policy is { QrLogin: true };

    /// <summary>Begins a login; the device's former one ends. Null: not now.</summary>
    public async Task<(QrOpen Open, string Ticket)?> BeginAsync(DeviceId device, CancellationToken cancellationToken)
    {
        if (!IsOffered || _begins.Enter(device.Value) is not null || await requests.BeginAsync(device, cancellationToken) is not { } begun)
        {
            return null;
        }

        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TicketBytes));
        var open = new QrOpen(HashOf(ticket), begun, time.GetUtcNow() + begun.EndsIn);
        _open[device] = open;
        return (open, ticket);
    }

    /// <summary>The login that this browser's panel shows; null: none, or its time is over.</summary>
    public QrOpen? Find(string? ticket, DeviceId device) =>
        ticket is { Length: > 0 and <= PanelCredential.CharsMax } && _open.TryGetValue(device, out var open) && open.TicketHash == HashOf(ticket) && open.EndsAt > time.GetUtcNow() ? open : null;

    /// <summary>Asks the server how far it is. Who gets the approval is whoever takes the code away from here first: a code opens one session.</summary>
    public async Task<(QrState State, Domain.Users.UserId User)> CollectAsync(DeviceId device, QrOpen open, CancellationToken cancellationToken)
    {
        var (state, user) = await requests.CollectAsync(open.Begun.Code, device, cancellationToken);
        if (state == QrState.Waiting)
        {
            return (state, default);
        }

        var first = _open.TryRemove(new KeyValuePair<DeviceId, QrOpen>(device, open));
        return state == QrState.Approved && first ? (state, user) : (QrState.Over, default);
    }

    private static string HashOf(string ticket) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));
}
