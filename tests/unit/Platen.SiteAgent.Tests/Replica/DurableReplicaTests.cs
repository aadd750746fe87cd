using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using static Platen.SiteAgent.Tests.Replica.ReplicaFixture;

namespace Platen.SiteAgent.Tests.Replica;

public sealed class DurableReplicaTests
{
    private readonly ReplicaFixture _fixture = new();

    [Fact]
    public async Task Find_AfterSnapshot_FindsByIdLoginCardAndPin()
    {
        using var replica = _fixture.Open();

        await replica.ApplyAsync(Snapshot(7, User(1, "Alice", "123456", "04-A2:b3"), User(2)), default);

        replica.Cursor.ShouldBe(7ul);
        replica.FindUser(Id(1))!.LoginName.ShouldBe("Alice");
        replica.FindUserByLogin("aLiCE")!.UserId.ShouldBe(Id(1).ToString());
        replica.FindUserByCard("04a2B3")!.UserId.ShouldBe(Id(1).ToString());
        replica.FindUserByPin("123456")!.UserId.ShouldBe(Id(1).ToString());
        replica.FindUserByPin("123457").ShouldBeNull();
        replica.FindUserByCard("--").ShouldBeNull();
    }

    [Fact]
    public async Task Reopen_AfterChanges_HasThemAll()
    {
        using (var first = _fixture.Open())
        {
            await first.ApplyAsync(Snapshot(1, User(1), User(2)), default);
            var batch = Users(2, User(3, pin: "654321"));
            batch.Changes.Add(new Change { Removal = new Removal { Kind = Removal.Types.Kind.User, Id = Id(1).ToString() } });
            batch.Changes.Add(new Change { Queue = new ReplicaQueue { QueueId = "follow-me", Name = "Follow me" } });
            batch.Changes.Add(new Change { Device = new ReplicaDevice { DeviceId = "mfp-1", Name = "MFP" } });
            await first.ApplyAsync(batch, default);
        }

        _fixture.Disk.LosePower();
        using var replica = _fixture.Open();

        replica.Cursor.ShouldBe(2ul);
        replica.FindUser(Id(1)).ShouldBeNull();
        replica.FindUserByPin("654321")!.UserId.ShouldBe(Id(3).ToString());
        replica.FindQueue(QueueId.Parse("follow-me"))!.Name.ShouldBe("Follow me");
        replica.FindDevice(DeviceId.Parse("mfp-1"))!.Name.ShouldBe("MFP");
        replica.Devices.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Snapshot_InParts_IsSeenWithItsLastPartOnly()
    {
        using var replica = _fixture.Open();
        await replica.ApplyAsync(Snapshot(5, User(1)), default);

        await replica.ApplyAsync(new ChangeBatch { SnapshotBegin = true, Changes = { new Change { User = User(2) } } }, default);
        await replica.ApplyAsync(Users(0, User(3)), default);
        replica.FindUser(Id(1)).ShouldNotBeNull();
        replica.FindUser(Id(2)).ShouldBeNull();
        await replica.ApplyAsync(new ChangeBatch { SnapshotEnd = true, Cursor = 9 }, default);

        replica.FindUser(Id(1)).ShouldBeNull("what a snapshot does not name does not exist any more");
        replica.FindUser(Id(2)).ShouldNotBeNull();
        replica.FindUser(Id(3)).ShouldNotBeNull();
        replica.Cursor.ShouldBe(9ul);
    }

    [Fact]
    public async Task Abandon_AfterHalfASnapshot_NextBatchIsAnOrdinaryOne()
    {
        using var replica = _fixture.Open();
        await replica.ApplyAsync(Snapshot(5, User(1)), default);
        await replica.ApplyAsync(new ChangeBatch { SnapshotBegin = true, Changes = { new Change { User = User(2) } } }, default);

        await replica.AbandonAsync(default);
        await replica.ApplyAsync(Users(6, User(3)), default);

        replica.FindUser(Id(1)).ShouldNotBeNull();
        replica.FindUser(Id(2)).ShouldBeNull();
        replica.FindUser(Id(3)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Apply_BatchThatWasApplied_ChangesNothing()
    {
        using var replica = _fixture.Open();
        await replica.ApplyAsync(Snapshot(5, User(1, "new")), default);

        await replica.ApplyAsync(Users(5, User(1, "old")), default);

        replica.FindUser(Id(1))!.LoginName.ShouldBe("new");
    }

    [Fact]
    public async Task Card_MovedToAnotherUserBeforeItIsTakenFromTheFirst_IsTheSecondOnes()
    {
        using var replica = _fixture.Open();
        await replica.ApplyAsync(Snapshot(1, User(1, cards: "77")), default);

        await replica.ApplyAsync(Users(2, User(2, cards: "77"), User(1)), default);

        replica.FindUserByCard("77")!.UserId.ShouldBe(Id(2).ToString());
    }

    [Fact]
    public async Task Card_Revoked_IsNotFound()
    {
        using var replica = _fixture.Open();
        await replica.ApplyAsync(Snapshot(1, User(1, "old", "123456", "77")), default);

        await replica.ApplyAsync(Users(2, User(1, "new")), default);

        replica.FindUserByCard("77").ShouldBeNull();
        replica.FindUserByPin("123456").ShouldBeNull();
        replica.FindUserByLogin("old").ShouldBeNull();
    }

    [Fact]
    public async Task WaitForChange_Apply_Completes()
    {
        using var replica = _fixture.Open();
        var change = replica.WaitForChangeAsync(default);
        change.IsCompleted.ShouldBeFalse();

        await replica.ApplyAsync(Snapshot(1), default);

        await change.WaitAsync(TimeSpan.FromSeconds(10));
        replica.WaitForChangeAsync(default).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task File_OfMuchChange_IsCompacted()
    {
        _fixture.CompactBytesMin = 4096;
        using (var replica = _fixture.Open())
        {
            await replica.ApplyAsync(Snapshot(1, User(1)), default);
            for (var cursor = 2ul; cursor < 500; cursor++)
            {
                await replica.ApplyAsync(Users(cursor, User(1, $"name{cursor}")), default);
            }
        }

        _fixture.Disk[FilePath].Bytes.Length.ShouldBeLessThan(3 * 4096);
        using var again = _fixture.Open();
        again.FindUserByLogin("name499").ShouldNotBeNull();
        again.Cursor.ShouldBe(499ul);
    }

    [Fact]
    public async Task File_UnderAnOlderSiteKey_IsRewrittenUnderThePresentOne()
    {
        using (var replica = _fixture.Open())
        {
            await replica.ApplyAsync(Snapshot(3, User(1)), default);
        }

        var keys = _fixture.Keys();
        keys.AddKey();
        _fixture.Open(keys).Dispose();
        keys.RetireOldKeys();

        using var again = _fixture.Open(keys);
        again.Cursor.ShouldBe(3ul);
    }

    [Fact]
    public async Task File_OfPersonalData_ShowsNoneOfIt()
    {
        using var replica = _fixture.Open();
        await replica.ApplyAsync(Snapshot(1, User(1, "veryuniquename")), default);

        var text = System.Text.Encoding.Latin1.GetString(_fixture.Disk[FilePath].Bytes);

        text.ShouldNotContain("veryuniquename");
    }
}
