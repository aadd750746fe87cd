using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>Who may release which job, and where.</summary>
public sealed class ReleaseRightTests
{
    private static readonly byte[] Document = TestMfp.Document(1);

    // mutant: a check that asks only whether the job has another owner lets anybody who knows its id print it
    [Fact]
    public async Task UnclaimedJob_ById_IsNobodysToRelease()
    {
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, PeerProcess.FreePort());
        var job = await host.HoldAsync(Document, isClaimed: false);

        (await host.RequestAsync(job.Id)).Code.ShouldBe(ReleaseRequestCode.NotOwner);

        host.Jobs.Find(job.Id)!.Release.ShouldBeNull();
    }

    [Fact]
    public async Task UnclaimedJob_AtTheClustersWord_IsReleased()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.PortOf(DeliveryProtocol.Raw));
        var job = await host.HoldAsync(Document, isClaimed: false);
        var release = Domain.Jobs.ReleaseId.New(TimeProvider.System);

        var answer = await host.Releases.RequestAsync(job.Id, release, DeviceId.Parse("mfp-1"), host.User, ReleaseRight.Cluster, CancellationToken.None);

        answer.Code.ShouldBe(ReleaseRequestCode.Accepted, answer.Message);
        (await host.EndOfAsync(release)).Stage.ShouldBe(ReleaseStage.Completed);
    }

    // mutant: rights remembered when the list was shown, not asked when the job is released, let a revoked delegate print on
    [Fact]
    public async Task Delegate_MayReleaseUntilTheOwnerTakesThatBack_AndIsOnRecord()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.PortOf(DeliveryProtocol.Raw));
        var other = UserId.New(TimeProvider.System);
        host.Replica.Set(User(other));
        var (first, second) = (await host.HoldAsync(Document), await host.HoldAsync(Document));
        host.Replica.Set(User(host.User));
        (await host.RequestAsync(first.Id, user: other)).Code.ShouldBe(ReleaseRequestCode.NotOwner);

        host.Replica.Set(User(host.User, other));
        var release = Domain.Jobs.ReleaseId.New(TimeProvider.System);
        (await host.RequestAsync(first.Id, release, user: other)).Code.ShouldBe(ReleaseRequestCode.Accepted);
        (await host.EndOfAsync(release)).Stage.ShouldBe(ReleaseStage.Completed);
        (await host.FinishedAsync(first.Id)).ShouldHaveSingleItem().UserId.ShouldBe(other.ToString());

        host.Replica.Set(User(host.User));
        (await host.RequestAsync(second.Id, user: other)).Code.ShouldBe(ReleaseRequestCode.NotOwner);
    }

    [Fact]
    public async Task Delegate_WhoIsShutOut_MayNot()
    {
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, PeerProcess.FreePort());
        var other = UserId.New(TimeProvider.System);
        host.Replica.Set(User(host.User, other));
        var gone = User(other);
        gone.Active = false;
        host.Replica.Set(gone);

        (await host.RequestAsync((await host.HoldAsync(Document)).Id, user: other)).Code.ShouldBe(ReleaseRequestCode.NotOwner);
    }

    [Fact]
    public async Task Job_SentToADevice_ComesOutOnlyThere()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.PortOf(DeliveryProtocol.Raw));
        host.AddDevice(DeliveryProtocol.Raw, mfp.PortOf(DeliveryProtocol.Raw), "mfp-2");
        var job = await host.HoldAsync(Document, reach: Domain.Jobs.JobReach.Device, sentTo: "mfp-1");

        (await host.RequestAsync(job.Id, device: "mfp-2")).Code.ShouldBe(ReleaseRequestCode.NotHere);
        (await host.PrintAsync(job.Id)).Stage.ShouldBe(ReleaseStage.Completed);
    }

    [Fact]
    public async Task Job_SentToADeviceAtOnce_PrintsThereByItself()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.PortOf(DeliveryProtocol.Raw));

        var job = await host.HoldAsync(Document, reach: Domain.Jobs.JobReach.DeviceAtOnce, sentTo: "mfp-1");

        await host.EndOfOwnReleaseAsync(job.Id);
        mfp.Printed().ShouldHaveSingleItem().ShouldBe(Document);
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().DeviceId.ShouldBe("mfp-1");
    }

    private static ReplicaUser User(UserId id, params UserId[] delegates)
    {
        var user = new ReplicaUser { UserId = id.ToString(), LoginName = id.ToString(), Active = true };
        user.DelegateUserIds.AddRange(delegates.Select(other => other.ToString()));
        return user;
    }
}
