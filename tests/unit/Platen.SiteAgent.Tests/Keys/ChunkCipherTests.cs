using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Keys;

public sealed class ChunkCipherTests
{
    private static readonly byte[] Key = SpoolFixture.Bytes(ChunkCipher.KeyBytes, seed: 9);
    private static readonly JobId Job = JobId.Parse("019a9f5e-7c1a-7bbb-8000-0123456789ab");
    private static readonly JobId OtherJob = JobId.Parse("019a9f5e-7c1a-7bbb-8000-0123456789ac");

    private static byte[] Seal(byte[] plain, long index, bool last)
    {
        using var cipher = new ChunkCipher(Key, Job);
        var chunk = new byte[plain.Length + ChunkCipher.TagBytes];
        plain.CopyTo(chunk, 0);
        cipher.Seal(chunk, plain.Length, index, last).ShouldBe(chunk.Length);
        return chunk;
    }

    private static bool Opens(byte[] chunk, JobId job, long index, bool last)
    {
        using var cipher = new ChunkCipher(Key, job);
        return cipher.TryOpen(chunk, new byte[ChunkCipher.ChunkBytes], index, last);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ChunkCipher.ChunkBytes)]
    public void Chunk_Sealed_OpensToTheSame(int bytes)
    {
        var plain = SpoolFixture.Bytes(bytes);
        var opened = new byte[bytes];
        using var cipher = new ChunkCipher(Key, Job);

        cipher.TryOpen(Seal(plain, 5, last: true), opened, 5, last: true).ShouldBeTrue();

        opened.ShouldBe(plain);
    }

    /// <summary>Catches the mutant "no associated data".</summary>
    [Fact]
    public void Chunk_OfAnotherJobUnderTheSameKey_DoesNotOpen() => Opens(Seal(SpoolFixture.Bytes(100), 0, last: true), OtherJob, 0, last: true).ShouldBeFalse();

    /// <summary>Catches the mutant "no last flag".</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Chunk_WithTheOtherLastFlag_DoesNotOpen(bool last) => Opens(Seal(SpoolFixture.Bytes(100), 0, last), Job, 0, !last).ShouldBeFalse();

    /// <summary>Catches the mutant "no index in the nonce".</summary>
    [Fact]
    public void Chunk_AtAnotherPlace_DoesNotOpen() => Opens(Seal(SpoolFixture.Bytes(100), 1, last: false), Job, 2, last: false).ShouldBeFalse();

    [Fact]
    public void Chunk_WithAnyBitFlipped_DoesNotOpen()
    {
        var chunk = Seal(SpoolFixture.Bytes(40), 0, last: true);
        for (var bit = 0; bit < chunk.Length * 8; bit++)
        {
            chunk[bit / 8] ^= (byte)(1 << (bit % 8));
            Opens(chunk, Job, 0, last: true).ShouldBeFalse($"bit {bit}");
            chunk[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(65_536, 1)]
    [InlineData(65_537, 2)]
    [InlineData(131_072, 2)]
    public void ChunkCount_OfADocument_HasALastChunkAlways(long bytes, long chunks) => ChunkCipher.ChunkCount(bytes).ShouldBe(chunks);
}
