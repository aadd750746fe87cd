using Microsoft.Extensions.Logging.Abstractions;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>
/// I1, I2, I6 under power loss at any disk operation, over many seeds, against an outside record of what was acknowledged. The mutants of "acknowledge before fsync"
/// are built in: a disk that does not sync segments, the journal, or large documents, each must be caught.
/// </summary>
public sealed class PowerLossTests
{
    private const int Seeds = 60;

    private static readonly SpoolOptions Options = new()
    {
        Directory = "/spool",
        SegmentBytes = 256 * 1024,
        LargeJobBytes = 64 * 1024,
        JournalFileBytes = 64 * 1024,
        CheckpointBytes = 48 * 1024,
        SpareSegments = 1,
        FreeBytesReserve = 0,
    };

    [Fact]
    public async Task PowerLoss_AtAnyMoment_LosesNothingAcknowledged()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            (await RunAsync(seed, syncIgnoredFor: null)).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Theory]
    [Trait("suite", "slow")]
    [InlineData(1000)]
    public async Task PowerLoss_AtAnyMoment_LosesNothingAcknowledged_Long(int seeds)
    {
        for (var seed = Seeds; seed < seeds; seed++)
        {
            (await RunAsync(seed, syncIgnoredFor: null)).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Theory]
    [InlineData(".seg")]
    [InlineData(".plj")]
    [InlineData(".doc")]
    public async Task Mutant_AcknowledgeBeforeFsync_IsCaught(string unsynced)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            if ((await RunAsync(seed, unsynced)).Count > 0)
            {
                return;
            }
        }

        Assert.Fail($"No seed noticed that {unsynced} files are not synced.");
    }

    /// <summary>Works until the power goes, comes back, and tells what is wrong then.</summary>
    private static async Task<List<string>> RunAsync(int seed, string? syncIgnoredFor)
    {
        var random = new Random(seed);
        var disk = new SimulatedDisk { SyncIgnoredFor = syncIgnoredFor, OperationsLeft = random.Next(30, 700) };
        var record = new AcknowledgedWork();
        var wrong = new List<string>();
        for (var life = 0; life < 2; life++)
        {
            await record.WorkAsync(disk, Options, random.Next());
            disk = disk.LosePower(random);
            disk.OperationsLeft = life == 0 ? random.Next(30, 700) : null;
        }

        try
        {
            await using var engine = await SpoolEngine.OpenAsync(disk, keySource: null, Options, TimeProvider.System, NullLogger.Instance);
            await record.CheckAsync(engine, wrong);
        }
        catch (Exception e) when (e is JournalDamagedException or InvalidDataException)
        {
            wrong.Add(e.Message);
        }

        return wrong;
    }
}
