using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>I10: whatever happens to the bytes on disk is named, and nothing behind the last good chunk is given out. I6: a destroyed key is gone.</summary>
public sealed class DamageTests
{
    private const int Small = 200_000;
    private const int Large = 2_000_000;

    private static string FileOf(SpoolFixture spool, HeldJob job) => job.Place.IsOwnFile
        ? Path.Combine(spool.Options.Directory, "documents", $"{job.Id}.doc")
        : Path.Combine(spool.Options.Directory, "segments", $"{job.Place.Segment:x8}.seg");

    private static void Change(SpoolFixture spool, HeldJob job, Action<FileStream, long> change)
    {
        using var file = new FileStream(FileOf(spool, job), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        change(file, job.Place.Offset);
    }

    private static void Flip(FileStream file, long offset)
    {
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 0x10));
    }

    private static long ChunkAt(long index) => DataHeader.Bytes + (index * ChunkCipher.SealedChunkBytes);

    private static async Task<(byte[] Given, SpoolDamagedException Damage)> ReadDamagedAsync(SpoolFixture spool, HeldJob job)
    {
        using var given = new MemoryStream();
        var damage = await Should.ThrowAsync<SpoolDamagedException>(async () =>
        {
            await using var reader = await spool.Jobs.OpenAsync(job.Id);
            await reader.CopyToAsync(given);
        });
        return (given.ToArray(), damage);
    }

    [Theory]
    [InlineData(Small, 0)]
    [InlineData(Small, 2)]
    [InlineData(Large, 0)]
    [InlineData(Large, 17)]
    [InlineData(Large, 30)]
    public async Task FlippedBit_InAnyChunk_IsNamed_AndTheGoodPartEndsBeforeIt(int size, int chunk)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var document = SpoolFixture.Bytes(size);
        var job = await spool.ReceiveAsync(document);
        Change(spool, job, (file, start) => Flip(file, start + ChunkAt(chunk) + 1234));

        var (given, damage) = await ReadDamagedAsync(spool, job);

        damage.Damage.ShouldBe(SpoolDamage.ChunkDamaged);
        damage.Chunk.ShouldBe(chunk);
        given.ShouldBe(document[..(chunk * ChunkCipher.ChunkBytes)]);
    }

    [Fact]
    public async Task SwappedChunks_AreNamed()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(Large));
        Change(spool, job, (file, start) =>
        {
            var (first, second) = (new byte[ChunkCipher.SealedChunkBytes], new byte[ChunkCipher.SealedChunkBytes]);
            file.Position = start + ChunkAt(3);
            file.ReadExactly(first);
            file.ReadExactly(second);
            file.Position = start + ChunkAt(3);
            file.Write(second);
            file.Write(first);
        });

        var (given, damage) = await ReadDamagedAsync(spool, job);

        (damage.Damage, damage.Chunk, given.Length).ShouldBe((SpoolDamage.ChunkDamaged, 3, 3 * ChunkCipher.ChunkBytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ChunkCipher.SealedChunkBytes)]
    [InlineData(10 * ChunkCipher.SealedChunkBytes)]
    public async Task TruncatedFile_IsNamed(int cut)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var document = SpoolFixture.Bytes(20 * ChunkCipher.ChunkBytes);
        var job = await spool.ReceiveAsync(document);
        job.Place.IsOwnFile.ShouldBeTrue();
        Change(spool, job, (file, _) => file.SetLength(DataHeader.Bytes + (20 * ChunkCipher.SealedChunkBytes) - cut)); // behind that is padding

        var (given, damage) = await ReadDamagedAsync(spool, job);

        damage.Damage.ShouldBe(SpoolDamage.Truncated);
        given.ShouldBe(document[..(int)(damage.Chunk * ChunkCipher.ChunkBytes)]);
    }

    [Fact]
    public async Task DocumentOfAnotherJob_InItsPlace_IsNamed()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(1000, 1));
        var other = await spool.ReceiveAsync(SpoolFixture.Bytes(1000, 2));
        var stolen = new byte[other.Place.Length];
        Change(spool, other, (file, start) =>
        {
            file.Position = start;
            file.ReadExactly(stolen);
        });

        Change(spool, job, (file, start) =>
        {
            file.Position = start;
            file.Write(stolen);
        });
        (await ReadDamagedAsync(spool, job)).Damage.Damage.ShouldBe(SpoolDamage.HeaderDamaged);

        job.Id.Value.TryWriteBytes(stolen.AsSpan(8), bigEndian: true, out _); // and with the header made to fit
        Change(spool, job, (file, start) =>
        {
            file.Position = start;
            file.Write(stolen);
        });
        (await ReadDamagedAsync(spool, job)).Damage.Damage.ShouldBe(SpoolDamage.KeyUnreadable);
    }

    [Fact]
    public async Task MissingFile_IsNamed_AlsoAfterARestart()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var large = await spool.ReceiveAsync(SpoolFixture.Bytes(Large));
        var small = await spool.ReceiveAsync(SpoolFixture.Bytes(Small));
        await spool.StopAsync();
        File.Delete(FileOf(spool, large));
        File.Delete(FileOf(spool, small));

        await spool.OpenAsync();

        (await ReadDamagedAsync(spool, large)).Damage.Damage.ShouldBe(SpoolDamage.FileMissing);
        (await ReadDamagedAsync(spool, small)).Damage.Damage.ShouldBe(SpoolDamage.FileMissing);
        (await spool.Jobs.DeleteAsync(small.Id, DeletionCause.Damaged, null)).Code.ShouldBe(DeleteCode.Deleted);
        (await spool.Jobs.DeleteAsync(large.Id, DeletionCause.Damaged, null)).Code.ShouldBe(DeleteCode.Deleted);
    }

    [Theory]
    [InlineData(Small)]
    [InlineData(Large)]
    public async Task DeletedJob_HasNoKeyOnDisk_BeforeTheCallReturns(int size)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(size));
        using var file = new FileStream(FileOf(spool, job), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var slots = new byte[DataHeader.SlotsBytes];
        file.Position = job.Place.Offset + DataHeader.SlotsOffset;
        file.ReadExactly(slots);
        slots.ShouldContain(value => value != 0);

        await spool.Jobs.DeleteAsync(job.Id, DeletionCause.Owner, spool.User);

        file.Position = job.Place.Offset + DataHeader.SlotsOffset;
        file.ReadExactly(slots);
        slots.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public async Task Spool_OnDisk_ShowsNoPlaintext()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var secret = "The quick brown fox jumps over the lazy dog"u8.ToArray();
        await spool.ReceiveAsync([.. secret, .. SpoolFixture.Bytes(1000)], claimed: "conspicuous-name");
        await spool.ReceiveAsync([.. secret, .. SpoolFixture.Bytes(Large)]);
        await spool.Engine.Journal.CheckpointAsync();

        foreach (var path in Directory.GetFiles(spool.Options.Directory, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("lock", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            bytes.AsSpan().IndexOf(secret).ShouldBe(-1, path);
            bytes.AsSpan().IndexOf("Quarterly report"u8).ShouldBe(-1, path);
            bytes.AsSpan().IndexOf("conspicuous-name"u8).ShouldBe(-1, path);
        }
    }
}
