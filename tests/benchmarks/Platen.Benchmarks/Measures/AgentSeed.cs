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
    private static readonly byte[] CredentialKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>Writes it all.</summary>
    /// <param name="folder">The agent's data folder.</param>
    /// <param name="rawPort">The queue's RAW port.</param>
    /// <param name="devicePort">The device's port 9100.</param>
    public static async Task WriteAsync(string folder, int rawPort, int devicePort)
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

    private static ReplicaUser User() => new()
    {
        UserId = "019a9f5e-7c1a-7bbb-8000-000000000001",
        LoginName = Login,
        DisplayName = "Bench Mark",
        Active = true,
        CardIndex = { ByteString.CopyFrom(CredentialIndex.OfCard(CredentialKey, Card).AsSpan()) },
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
