using System.Globalization;
using System.Net;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink;

namespace Platen.Benchmarks.Measures;

/// <summary>
/// Gives an agent's data folder what a server would have sent: a policy, a pull queue, a user with a card, a device. Written by the agent's own replica, so that the agent under test
/// runs without a server, as a branch does whose line is cut.
/// </summary>
internal static class AgentSeed
{
    public const string Queue = "pull";
    public const string QueuePath = "/ipp/print/" + Queue;
    public const string Device = "mfp";

    /// <summary>The first user's login name; the load claims it.</summary>
    public const string Login = "bench";

    public const string Card = "04A1B2C3D4";

    /// <summary>How many people log in at once, each at a device of the own: no more tries are under way at one device, or for one person, than may fail.</summary>
    public const int People = 8;

    /// <summary>Everybody's password.</summary>
    public const string Password = "Bench-horse-7-kettle";

    private const int FirstPin = 482_915;
    private const int UsersPerBatch = 1_000;
    private static readonly byte[] CredentialKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>The device of a person.</summary>
    public static string DeviceOf(int person) => person == 0 ? Device : $"{Device}-{person}";

    /// <summary>A person's login name.</summary>
    public static string LoginOf(int person) => person == 0 ? Login : $"{Login}-{person}";

    /// <summary>A person's card.</summary>
    public static string CardOf(int person) => person == 0 ? Card : $"04A1B2C3E{person}";

    /// <summary>A person's PIN.</summary>
    public static string PinOf(int person) => (FirstPin + person).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes it all.</summary>
    /// <param name="folder">The agent's data folder.</param>
    /// <param name="rawPort">The queue's RAW port.</param>
    /// <param name="devicePort">The device's port 9100.</param>
    /// <param name="users">How many users there are besides those who log in; they only fill the replica, each with a card, a PIN and a password of the usual sizes.</param>
    public static async Task WriteAsync(string folder, int rawPort, int devicePort, int users = 0)
    {
        var folders = new AgentFolders(folder);
        await using var spool = await OpenSpoolAsync(folder);
        using var replica = DurableReplica.Open(new PosixDisk(), new ReplicaOptions { Directory = folders.Replica }, spool.Ring, NullLogger<DurableReplica>.Instance);
        var batch = new ChangeBatch { Cursor = 1, SnapshotBegin = true, SnapshotEnd = true };
        batch.Changes.Add(new Change { Policy = Policy() });
        batch.Changes.Add(new Change { Queue = PullQueue(rawPort) });
        batch.Changes.AddRange(Enumerable.Range(0, People).Select(person => new Change { User = User(person) }));
        batch.Changes.AddRange(Enumerable.Range(0, People).Select(person => new Change { Device = Mfp(DeviceOf(person), devicePort) }));
        await replica.ApplyAsync(batch, CancellationToken.None);
        var cursor = batch.Cursor;
        foreach (var part in Enumerable.Range(1, users).Chunk(UsersPerBatch))
        {
            var more = new ChangeBatch { Cursor = ++cursor };
            more.Changes.AddRange(part.Select(number => new Change { User = Other(number) }));
            await replica.ApplyAsync(more, CancellationToken.None);
        }

        using var link = new LinkState(folders, TimeProvider.System, NullLogger<LinkState>.Instance);
        link.Heard(); // the line was cut just now
    }

    /// <summary>Opens the spool of an agent that does not run.</summary>
    public static Task<SpoolEngine> OpenSpoolAsync(string folder) => SpoolEngine.OpenAsync(
        new PosixDisk(), keySource: null, new SpoolOptions { Directory = new AgentFolders(folder).Spool }, TimeProvider.System, NullLogger.Instance);

    private static ReplicaPolicy Policy() => new()
    {
        CredentialKey = ByteString.CopyFrom(CredentialKey),
        Currency = "EUR",
        PanelIdleSeconds = 600,
        LockoutFailures = 5,
        LockoutSeconds = 60,
        OfflineSecondsMax = 86_400,
        TenantName = "Benchmark",
        SiteName = "Benchmark",
        Version = 1,
    };

    private static ReplicaQueue PullQueue(int rawPort) => new()
    {
        QueueId = Queue,
        Name = "Pull",
        Kind = ReplicaQueue.Types.Kind.Pull,
        UnknownOwner = ReplicaQueue.Types.UnknownOwner.Hold,
        RawPort = rawPort,
        KeepHeldSeconds = 86_400,
        KeepReleasedSeconds = 3_600,
        Prices = new PriceList { MonoPageE4 = 500 },
        Version = 1,
    };

    private static string Hashed(string secret) => PasswordHash.Create(secret, PasswordScheme.Of(fips: false).Algorithm, PasswordPepper.Of(CredentialKey));

    // two hashes for all: a hundred thousand would take hours, and nobody logs in as these
    private static readonly Lazy<(string Pin, string Password)> Hashes = new(() => (Hashed(PinOf(0)), Hashed(Password)));

    private static ReplicaUser Other(int number) => new()
    {
        UserId = $"019a9f5e-7c1a-7bbb-8001-{number:x12}",
        LoginName = $"{Login}{number}",
        DisplayName = $"Bench Mark {number}",
        Active = true,
        CardIndex = { ByteString.CopyFrom(CredentialIndex.OfCard(CredentialKey, $"04F{number:X9}").AsSpan()) },
        PinIndex = ByteString.CopyFrom(CredentialIndex.OfPin(CredentialKey, $"9{number:D9}").AsSpan()),
        PinHash = Hashes.Value.Pin,
        PasswordHash = Hashes.Value.Password,
        Version = 1,
    };

    private static ReplicaUser User(int person) => new()
    {
        UserId = $"019a9f5e-7c1a-7bbb-8000-{person + 1:x12}",
        LoginName = LoginOf(person),
        DisplayName = "Bench Mark",
        Active = true,
        CardIndex = { ByteString.CopyFrom(CredentialIndex.OfCard(CredentialKey, CardOf(person)).AsSpan()) },
        PinIndex = ByteString.CopyFrom(CredentialIndex.OfPin(CredentialKey, PinOf(person)).AsSpan()),
        PinHash = Hashed(PinOf(person)),
        PasswordHash = Hashes.Value.Password,
        Version = 1,
    };

    private static ReplicaDevice Mfp(string id, int port) => new()
    {
        DeviceId = id,
        Name = id,
        Host = IPAddress.Loopback.ToString(),
        Protocol = DeliveryProtocol.Raw,
        Port = port,
        PanelAddresses = { "127.0.0.0/8" },
        Enabled = true,
        Colour = true,
        Duplex = true,
        Version = 1,
    };
}
