using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Who is logged in where: at most one session a device. Tokens are kept only as SHA-256, so a memory dump opens no session. Thread-safe.
/// </summary>
internal sealed class PanelSessions(IReplica replica, IAgentJournal journal, IReleases releases, TimeProvider time)
{
    private const int TokenBytes = 32;
    private const int FormTokenBytes = 16;
    private const int TokenChars = 43;
    private static readonly TimeSpan IdleUnset = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, (string Hash, PanelSession Session)> _byDevice = [];
    private readonly ConcurrentDictionary<string, PanelSession> _byHash = new(StringComparer.Ordinal);

    /// <summary>Sessions open now.</summary>
    public int Count => _byHash.Count;

    /// <summary>Opens a session, and ends the one that the device had.</summary>
    public async ValueTask<(PanelSession Session, string Token)> OpenAsync(Guid id, DeviceId device, UserId user, TimeSpan longest, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        var session = new PanelSession
        {
            Id = id,
            Device = device,
            User = user,
            FormToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(FormTokenBytes)),
            Idle = replica.Policy is { PanelIdleSeconds: > 0 } policy ? TimeSpan.FromSeconds(policy.PanelIdleSeconds) : IdleUnset,
            EndsAt = now + longest,
            LastSeen = now,
        };
        if (Put(HashOf(token), session) is { } former)
        {
            TakeOver(former, session);
            await JournalEndAsync(former, SessionEnd.Replaced, cancellationToken);
        }

        return (session, token);
    }

    /// <summary>The session of a token at this device; null when it is no token of it, or the session has ended.</summary>
    /// <param name="token">What the terminal sent.</param>
    /// <param name="device">Where it was sent; a token is worth nothing at another device.</param>
    /// <param name="touch">Whether somebody did something; pages that refresh by themselves do not keep a session alive.</param>
    public PanelSession? Find(string? token, DeviceId device, bool touch)
    {
        if (token is not { Length: TokenChars } || !_byHash.TryGetValue(HashOf(token), out var session) || session.Device != device || EndOf(session) is not null)
        {
            return null;
        }

        if (touch)
        {
            session.LastSeen = time.GetUtcNow();
        }

        return session;
    }

    /// <summary>Ends a session; nothing happens when it has ended already.</summary>
    public async ValueTask EndAsync(PanelSession session, SessionEnd why, CancellationToken cancellationToken)
    {
        if (Take(session))
        {
            await JournalEndAsync(session, why, cancellationToken);
        }
    }

    /// <summary>Ends a session by its id (the cluster's command); false when there is none.</summary>
    public async ValueTask<bool> EndAsync(Guid sessionId, SessionEnd why, CancellationToken cancellationToken)
    {
        var session = _byHash.Values.FirstOrDefault(s => s.Id == sessionId);
        if (session is null)
        {
            return false;
        }

        await EndAsync(session, why, cancellationToken);
        return true;
    }

    /// <summary>Ends what has timed out, or whose user may not any more.</summary>
    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _byHash.Values)
        {
            if (EndOf(session) is { } why)
            {
                await EndAsync(session, why, cancellationToken);
            }
        }
    }

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private SessionEnd? EndOf(PanelSession session)
    {
        if (session.ExpiresAt <= time.GetUtcNow())
        {
            return SessionEnd.TimedOut;
        }

        return replica.FindUser(session.User) is { Active: true } && replica.FindDevice(session.Device) is { Enabled: true } ? null : SessionEnd.Revoked;
    }

    private PanelSession? Put(string hash, PanelSession session)
    {
        lock (_gate)
        {
            PanelSession? former = null;
            if (_byDevice.TryGetValue(session.Device, out var old) && _byHash.TryRemove(old.Hash, out var removed))
            {
                former = removed;
            }

            _byDevice[session.Device] = (hash, session);
            _byHash[hash] = session;
            return former;
        }
    }

    private bool Take(PanelSession session)
    {
        lock (_gate)
        {
            return _byDevice.TryGetValue(session.Device, out var found) && ReferenceEquals(found.Session, session)
                && _byDevice.Remove(session.Device) && _byHash.TryRemove(found.Hash, out _);
        }
    }

    private async ValueTask JournalEndAsync(PanelSession session, SessionEnd why, CancellationToken cancellationToken)
    {
        await CancelReleasesAsync(session, why);
        await journal.AppendAsync(
            new AgentEvent
            {
                At = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
                LoggedOut = new LoggedOut
                {
                    DeviceId = session.Device.Value,
                    UserId = session.User.ToString(),
                    SessionId = session.Id.ToString("D"),
                    ByTimeout = why == SessionEnd.TimedOut,
                },
            },
            cancellationToken);
    }

    // who logs in twice is the same person: their releases go on, and are cancelled when they log out
    private static void TakeOver(PanelSession former, PanelSession session)
    {
        if (former.User == session.User)
        {
            foreach (var release in former.TakeReleases())
            {
                session.Remember(release);
            }
        }
    }

    // AU19: no page of a session comes out for the next person. A time-out alone is no wish to stop: who waits beside a device that prints touches no panel
    private async ValueTask CancelReleasesAsync(PanelSession session, SessionEnd why)
    {
        foreach (var release in session.Releases)
        {
            if (why != SessionEnd.TimedOut || releases.Find(release.Release) is { Ended: false, Reason.Length: > 0 })
            {
                await releases.CancelAsync(release.Release, Words(why));
            }
        }
    }

    private static string Words(SessionEnd why) => why switch
    {
        SessionEnd.Logout => PanelTexts.CanceledByLogout,
        SessionEnd.Replaced => PanelTexts.CanceledByNextUser,
        SessionEnd.TimedOut => PanelTexts.CanceledUnattended,
        _ => PanelTexts.CanceledByRevocation,
    };
}
