using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Replica;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>Logins and sessions over a real replica, a journal in memory and a clock that the test moves.</summary>
internal sealed class SessionFixture : IDisposable
{
    public const string Source = "192.0.2.10";
    public const string AlicePin = "482915";
    public const string AliceCard = "04A2B3C4D5";
    public const string AlicePassword = "correct horse";
    public static readonly DeviceId Mfp = DeviceId.Parse("mfp-1");
    public static readonly DeviceId OtherMfp = DeviceId.Parse("mfp-2");
    public static readonly UserId Alice = ReplicaFixture.Id(1);
    public static readonly UserId Bob = ReplicaFixture.Id(2);
    private ulong _cursor;

    public SessionFixture()
    {
        (Link.Clock, Link.LastContact) = (Time, Time.GetUtcNow());
        Replica = new ReplicaFixture().Open();
        Sessions = new PanelSessions(Replica, Journal, Releases, Time);
        Tickets = new SecondPhaseTickets(Time);
        Gate = new OfflineGate(Replica, Link, new OfflinePages(Journal, Time));
        Pending = new PendingCards(Replica, Journal, Gate, Time);
        Pins = new PendingPins(Replica, Journal, Gate, Time);
        Check = new CredentialCheck(Replica, Microsoft.Extensions.Options.Options.Create(Settings), PasswordScheme.Of(fips: false), Time, Directory, Pending);
        Login = new PanelLogin(Replica, Check, Sessions, Journal, Gate, Pending, Tickets, Microsoft.Extensions.Options.Options.Create(Settings), Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public PanelSessionOptions Settings { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public LinkState Link { get; } = new() { IsOnline = true };

    public DurableReplica Replica { get; }

    public RecordedReleases Releases { get; } = new();

    /// <summary>What a directory says of passwords.</summary>
    public SaidPasswords Directory { get; } = new();

    public PanelSessions Sessions { get; }

    public CredentialCheck Check { get; }

    public SecondPhaseTickets Tickets { get; }

    public PanelLogin Login { get; }

    public OfflineGate Gate { get; }

    public PendingCards Pending { get; }

    public PendingPins Pins { get; }

    public ReplicaPolicy Policy { get; } = new()
    {
        CredentialKey = ByteString.CopyFrom(ReplicaFixture.CredentialKey),
        Currency = "EUR",
        PanelIdleSeconds = 60,
        LockoutFailures = 3,
        LockoutSeconds = 900,
        OfflineSecondsMax = 3600,
        TenantName = "Acme",
        SiteName = "Brno",
    };

    public static async Task<SessionFixture> StartAsync()
    {
        var fixture = new SessionFixture();
        await fixture.SendPeopleAsync();
        return fixture;
    }

    public static ReplicaUser AliceRecord()
    {
        var user = ReplicaFixture.User(1, "alice", AlicePin, AliceCard);
        user.DisplayName = "Alice Müller";
        user.PinHash = FastHash(AlicePin);
        user.PasswordHash = FastHash(AlicePassword);
        return user;
    }

    /// <summary>A hash in the stored form with few iterations, so that tests are quick.</summary>
    public static string FastHash(string secret)
    {
        byte[] salt = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, 10, HashAlgorithmName.SHA512, 32);
        return string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-sha512$i=10${Convert.ToBase64String(salt).TrimEnd('=')}${Convert.ToBase64String(hash).TrimEnd('=')}");
    }

    public async Task SendPeopleAsync()
    {
        var bob = ReplicaFixture.User(2, "bob", "771133", "B0B");
        bob.PinHash = FastHash("771133");
        var batch = new ChangeBatch { SnapshotBegin = true, SnapshotEnd = true, Cursor = ++_cursor };
        batch.Changes.Add(new Change { Policy = Policy });
        batch.Changes.Add(new Change { User = AliceRecord() });
        batch.Changes.Add(new Change { User = bob });
        foreach (var device in new[] { Mfp, OtherMfp })
        {
            batch.Changes.Add(new Change { Device = new ReplicaDevice { DeviceId = device.Value, Name = $"Copier {device}", Host = "127.0.0.1", Enabled = true, Colour = true, Duplex = true } });
        }

        await Replica.ApplyAsync(batch, default);
    }

    public async Task SendAsync(params Change[] changes)
    {
        var batch = new ChangeBatch { Cursor = ++_cursor };
        batch.Changes.AddRange(changes);
        await Replica.ApplyAsync(batch, default);
    }

    public Task<PanelLoginResult> PinAsync(string pin, DeviceId? device = null, string source = Source) => TryAsync(new PanelCredential.Pin(pin), device, source);

    public Task<PanelLoginResult> CardAsync(string card, DeviceId? device = null, string source = Source) => TryAsync(new PanelCredential.Card(card), device, source);

    public Task<PanelLoginResult> PasswordAsync(string name, string password, DeviceId? device = null, string source = Source) =>
        TryAsync(new PanelCredential.Password(name, password), device, source);

    public Task<PanelLoginResult> EitherAsync(string text) => TryAsync(new PanelCredential.PinOrCard(text), null, Source);

    public void Dispose()
    {
        Check.Dispose();
        Replica.Dispose();
    }

    private Task<PanelLoginResult> TryAsync(PanelCredential credential, DeviceId? device, string source) =>
        Login.LoginAsync(device ?? Mfp, credential, source, default).AsTask();

    internal sealed class LinkState : ISiteLinkState
    {
        public bool IsOnline { get; set; }

        public DateTimeOffset? LastContact { get; set; }

        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public TimeSpan? OfflineFor => Clock.GetUtcNow() - LastContact;
    }

    internal sealed class MemoryJournal : IAgentJournal
    {
        private readonly ConcurrentQueue<AgentEvent> _facts = new();

        public IReadOnlyCollection<AgentEvent> Facts => _facts;

        public IEnumerable<LoginAttempted> Logins => _facts.Where(f => f.LoginAttempted is not null).Select(f => f.LoginAttempted);

        public IEnumerable<LoggedOut> Logouts => _facts.Where(f => f.LoggedOut is not null).Select(f => f.LoggedOut);

        public ulong Epoch => 1;

        public ulong LastSequence => (ulong)_facts.Count;

        public ulong AcknowledgedThrough { get; set; }

        public ulong OldestKept => 1;

        public ImmutableArray<AgentStarted> Starts => [];

        public ValueTask<ulong> AppendAsync(AgentEvent fact, CancellationToken cancellationToken = default)
        {
            _facts.Enqueue(fact);
            return ValueTask.FromResult(fact.Seq = LastSequence);
        }

        public void Acknowledge(ulong through) => AcknowledgedThrough = through;

        public void Rewind(ulong through)
        {
        }

        // nothing of what these tests journal is read again
        public async IAsyncEnumerable<AgentEvent> ReadFromAsync(ulong sequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            yield break;
        }
    }
}
