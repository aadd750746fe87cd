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

    /// <summary>The user's login name; the load claims it.</summary>
    public const string Login = "bench";

    public const string Card = "04A1B2C3D4";

    /// <summary>The user's PIN.</summary>
    public const string Pin = "482915";

    /// <summary>The user's password.</summary>
    public const string Password = "Bench-horse-7";

    private const int UsersPerBatch = 1_000;
    private static readonly byte[] CredentialKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>Writes it all.</summary>
    /// <param name="folder">The agent's data folder.</param>
    /// <param name="rawPort">The queue's RAW port.</param>
    /// <param name="devicePort">The device's port 9100.</param>
    /// <param name="users">How many users there are; all but the first only fill the replica, each with a card, a PIN and a password of the usual sizes.</param>
    public static async Task WriteAsync(string folder, int rawPort, int devicePort, int users = 1)
    {
        var folders = new AgentFolders(folder);
        await using var spool = await OpenSpoolAsync(folder);
        using var replica = DurableReplica.Open(new PosixDisk(), new ReplicaOptions { Directory = folders.Replica }, spool.Ring, NullLogger<DurableReplica>.Instance);
        var batch = new ChangeBatch { Cursor = 1, SnapshotBegin = true, SnapshotEnd = true };
        batch.Changes.Add(new Change { Policy = Policy() });
        batch.Changes.Add(new Change { Queue = PullQueue(rawPort) });
        batch.Changes.Add(new Change { User = User() });
        batch.Changes.Add(new Change { Device = Mfp(devicePort) });
        await replica.ApplyAsync(batch, CancellationToken.None);
        var cursor = batch.Cursor;
        foreach (var part in Enumerable.Range(1, users - 1).Chunk(UsersPerBatch))
        {
            var more = new ChangeBatch { Cursor = ++cursor };
            more.Changes.AddRange(part.Select(number => new Change { User = Other(number) }));
            await replica.ApplyAsync(more, CancellationToken.None);
        }

        new LinkState(folders, TimeProvider.System).Heard(); // the line was cut just now
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
    private static readonly Lazy<(string Pin, string Password)> Hashes = new(() => (Hashed(Pin), Hashed(Password)));

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

    private static ReplicaUser User() => new()
    {
        UserId = "019a9f5e-7c1a-7bbb-8000-000000000001",
        LoginName = Login,
        DisplayName = "Bench Mark",
        Active = true,
        CardIndex = { ByteString.CopyFrom(CredentialIndex.OfCard(CredentialKey, Card).AsSpan()) },
        PinIndex = ByteString.CopyFrom(CredentialIndex.OfPin(CredentialKey, Pin).AsSpan()),
        PinHash = Hashes.Value.Pin,
        PasswordHash = Hashes.Value.Password,
        Version = 1,
    };

    private static ReplicaDevice Mfp(int port) => new()
    {
        DeviceId = Device,
        Name = "MFP",
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
