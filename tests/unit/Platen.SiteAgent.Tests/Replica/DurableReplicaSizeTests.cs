using System.Diagnostics;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Spool.Disk;
using Xunit.Abstractions;
using static Platen.SiteAgent.Tests.Replica.ReplicaFixture;

namespace Platen.SiteAgent.Tests.Replica;

public sealed class DurableReplicaSizeTests(ITestOutputHelper output) : IDisposable
{
    private const int Users = 100_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-replica-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_HundredThousandUsers_FindsThemInLittleMemory()
    {
        var keys = SiteKeyRing.Open(new MemoryKeySource(), TimeProvider.System);
        using (var first = Open(keys))
        {
            await SendSnapshotAsync(first);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        using var replica = Open(keys);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"open {elapsed.TotalMilliseconds:F0} ms, {bytes / Users} bytes a user, file {new FileInfo(Path.Combine(_folder, ReplicaFile.Name)).Length} bytes");

        replica.FindUserByLogin("user99999").ShouldNotBeNull();
        (bytes / Users).ShouldBeLessThan(2048);
    }

    private DurableReplica Open(SiteKeyRing keys) =>
        DurableReplica.Open(new PosixDisk(), new ReplicaOptions { Directory = _folder }, keys, NullLogger<DurableReplica>.Instance);

    private static async Task SendSnapshotAsync(DurableReplica replica)
    {
        var index = new byte[64];
        await replica.ApplyAsync(new ChangeBatch { SnapshotBegin = true }, default);
        for (var from = 0; from < Users; from += 1000)
        {
            await replica.ApplyAsync(ReplicaFixture.Users(0, [.. Enumerable.Range(from, 1000).Select(n => Full(n, index))]), default);
        }

        await replica.ApplyAsync(new ChangeBatch { SnapshotEnd = true, Cursor = 1 }, default);
    }

    private static ReplicaUser Full(int number, byte[] index)
    {
        Random.Shared.NextBytes(index);
        var user = User(number + 1, $"user{number}");
        user.PinIndex = ByteString.CopyFrom(index, 0, 32);
        user.CardIndex.Add(ByteString.CopyFrom(index, 32, 32));
        user.PinHash = user.PasswordHash = "$pbkdf2-sha512$i=210000$" + Convert.ToBase64String(index, 0, 16) + "$" + Convert.ToBase64String(index, 0, 32);
        return user;
    }
}
