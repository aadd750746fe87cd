using static Platen.SiteAgent.Tests.Replica.ReplicaFixture;

namespace Platen.SiteAgent.Tests.Replica;

public sealed class DurableReplicaCrashTests
{
    /// <summary>Mutants that this catches: publish or return before fsync; rename before fsync; no fsync of the directory; append to the old file after a failed rewrite.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public async Task PowerLoss_BeforeAnyOperation_LosesNoAppliedBatch(double tornShare)
    {
        for (var operations = 0; ; operations++)
        {
            var fixture = new ReplicaFixture { CompactBytesMin = 4096 };
            fixture.Disk.TornShare = tornShare;
            fixture.Disk.OperationsLeft = operations;
            var applied = await ApplyUntilPowerIsGoneAsync(fixture, batches: 60);
            fixture.Disk.LosePower();

            using var replica = fixture.Open();

            replica.Cursor.ShouldBeInRange(applied, applied + 1, $"power lost before operation {operations}");
            if (replica.Cursor > 0)
            {
                replica.FindUserByLogin($"name{replica.Cursor}").ShouldNotBeNull();
            }

            await replica.ApplyAsync(Users(1000, User(9, "afterwards")), default);
            fixture.Disk.LosePower();
            using var again = fixture.Open();
            again.FindUserByLogin("afterwards").ShouldNotBeNull();
            if (applied == 60)
            {
                return;
            }
        }
    }

    /// <summary>Mutant that this catches: going on with a file whose end is not known after a failed write.</summary>
    [Fact]
    public async Task DiskError_InAnyOperation_NextBatchIsDurableAllTheSame()
    {
        for (var operations = 0; operations < 40; operations++)
        {
            var fixture = new ReplicaFixture { CompactBytesMin = 4096 };
            fixture.Disk.OperationsLeft = operations;
            using (var replica = fixture.Open())
            {
                for (var cursor = 1ul; cursor < 30; cursor++)
                {
                    await Record.ExceptionAsync(() => replica.ApplyAsync(Batch(cursor), default).AsTask());
                    fixture.Disk.OperationsLeft = fixture.Disk.OperationsLeft == 0 ? -1 : fixture.Disk.OperationsLeft;
                }

                replica.Cursor.ShouldBe(29ul);
            }

            fixture.Disk.LosePower();
            using var again = fixture.Open();
            again.Cursor.ShouldBe(29ul, $"operation {operations} failed");
        }
    }

    [Fact]
    public async Task TornTail_AtEveryLength_IsCutAndTheRestStands()
    {
        var fixture = new ReplicaFixture();
        using (var replica = fixture.Open())
        {
            await replica.ApplyAsync(Batch(1), default);
            await replica.ApplyAsync(Batch(2), default);
        }

        var before = fixture.Disk[FilePath].Bytes;
        using (var replica = fixture.Open())
        {
            await replica.ApplyAsync(Batch(3), default);
        }

        var whole = fixture.Disk[FilePath].Bytes;
        for (var length = before.Length; length < whole.Length; length++)
        {
            fixture.Disk[FilePath].Bytes = whole[..length];
            using var replica = fixture.Open();
            replica.Cursor.ShouldBe(2ul);
            fixture.Disk[FilePath].Bytes.Length.ShouldBe(before.Length);
        }
    }

    /// <summary>Mutant that this catches: cutting the file at the first bad record, which would bring back a revoked card (I5).</summary>
    [Fact]
    public async Task FlippedBit_BeforeTheLastRecord_DropsTheReplica()
    {
        var fixture = new ReplicaFixture();
        using (var replica = fixture.Open())
        {
            await replica.ApplyAsync(Batch(1), default);
            await replica.ApplyAsync(Batch(2), default);
        }

        var secondEnds = fixture.Disk[FilePath].Bytes.Length;
        using (var replica = fixture.Open())
        {
            await replica.ApplyAsync(Batch(3), default);
        }

        var whole = fixture.Disk[FilePath].Bytes;
        for (var place = 0; place < secondEnds; place++)
        {
            fixture.Disk[FilePath].Bytes = [.. whole];
            fixture.Disk[FilePath].Bytes[place] ^= 0x10;
            using var replica = fixture.Open();
            replica.Cursor.ShouldBe(0ul, $"byte {place}");
            replica.Policy.ShouldBeNull();
        }
    }

    /// <summary>Mutant that this catches: no index in the associated data.</summary>
    [Fact]
    public async Task Record_LeftOut_DropsTheReplica()
    {
        var fixture = new ReplicaFixture();
        var ends = new List<int>();
        using (var replica = fixture.Open())
        {
            for (var cursor = 1ul; cursor <= 4; cursor++)
            {
                await replica.ApplyAsync(Batch(cursor), default);
                ends.Add(fixture.Disk[FilePath].Bytes.Length);
            }
        }

        var whole = fixture.Disk[FilePath].Bytes;
        fixture.Disk[FilePath].Bytes = [.. whole[..ends[1]], .. whole[ends[2]..]];

        using var again = fixture.Open();
        again.Cursor.ShouldBe(0ul);
    }

    [Fact]
    public async Task Dropped_TakesASnapshotAgain()
    {
        var fixture = new ReplicaFixture();
        using (var replica = fixture.Open())
        {
            await replica.ApplyAsync(Batch(1), default);
        }

        fixture.Disk[FilePath].Bytes[3] ^= 1;
        using (var replica = fixture.Open())
        {
            replica.Cursor.ShouldBe(0ul);
            await replica.ApplyAsync(Snapshot(9, User(1)), default);
        }

        using var again = fixture.Open();
        again.Cursor.ShouldBe(9ul);
    }

    private static Platen.Contracts.AgentLink.V1.ChangeBatch Batch(ulong cursor) =>
        cursor % 20 == 1 ? Snapshot(cursor, User(1, $"name{cursor}")) : Users(cursor, User(1, $"name{cursor}"));

    private static async Task<ulong> ApplyUntilPowerIsGoneAsync(ReplicaFixture fixture, ulong batches)
    {
        var applied = 0ul;
        try
        {
            using var replica = fixture.Open();
            while (applied < batches)
            {
                await replica.ApplyAsync(Batch(applied + 1), default);
                applied++;
            }
        }
        catch (IOException)
        {
            // the power is gone
        }

        return applied;
    }
}
