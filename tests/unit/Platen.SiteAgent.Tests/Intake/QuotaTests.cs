using System.Buffers;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Tests.Replica;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>What a site holds for one user has a limit, by the company's policy; nobody else is touched by it.</summary>
public sealed class QuotaTests
{
    private static readonly byte[] Document = Documents.PostScript(1, "%%Pages: 1\n");

    [Fact]
    public async Task Jobs_BeyondTheLimit_AreRefused_UntilOneIsGone()
    {
        await using var host = await IntakeHost.StartAsync();
        await LimitAsync(host, jobs: 2, bytes: 0);
        await SendAsync(host, "alice");
        var second = await SendAsync(host, "alice");

        var third = await SendAsync(host, "alice");

        third.Code.ShouldBe(IntakeCode.QuotaReached);
        third.Message.ShouldContain("2 jobs");
        (await SendAsync(host, "bob")).Code.ShouldBe(IntakeCode.Accepted);
        (await SendAsync(host, "nobody")).Code.ShouldBe(IntakeCode.Accepted);
        await host.Jobs.DeleteAsync(second.Job!.Id, DeletionCause.Owner, IntakeHost.Alice);
        (await SendAsync(host, "alice")).Code.ShouldBe(IntakeCode.Accepted);
        host.Jobs.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Bytes_BeyondTheLimit_AreRefused()
    {
        await using var host = await IntakeHost.StartAsync();
        await LimitAsync(host, jobs: 0, bytes: Document.Length + 1);
        (await SendAsync(host, "alice")).Code.ShouldBe(IntakeCode.Accepted);

        (await SendAsync(host, "alice")).Code.ShouldBe(IntakeCode.QuotaReached);

        host.Jobs.UsageOf(IntakeHost.Alice).ShouldBe(new HeldUsage(1, Document.Length));
    }

    [Fact]
    public async Task Usage_OfAJobThatFindsItsOwner_IsTheOwners()
    {
        await using var host = await IntakeHost.StartAsync();
        var job = (await SendAsync(host, "nobody")).Job!;
        var owner = UserId.New(TimeProvider.System);

        (await host.Jobs.ResolveOwnerAsync(job.Id, owner)).ShouldBeTrue();

        host.Jobs.UsageOf(owner).ShouldBe(new HeldUsage(1, Document.Length));
        await host.Jobs.DeleteAsync(job.Id, DeletionCause.Owner, owner);
        host.Jobs.UsageOf(owner).ShouldBe(default);
    }

    private static async Task LimitAsync(IntakeHost host, int jobs, long bytes)
    {
        var policy = new ReplicaPolicy { CredentialKey = ByteString.CopyFrom(ReplicaFixture.CredentialKey), HeldJobsPerUserMax = jobs, HeldBytesPerUserMax = bytes };
        var batch = new ChangeBatch { Cursor = 2 };
        batch.Changes.Add(new Change { Policy = policy });
        await host.Get<IReplica>().ApplyAsync(batch, CancellationToken.None);
    }

    private static async Task<IntakeResult> SendAsync(IntakeHost host, string user)
    {
        var (reception, refusal) = host.Get<JobReceiver>().Begin(IntakeHost.Pull, IntakeProtocol.Raw, "192.0.2.1");
        refusal.ShouldBeNull();
        await using var open = reception!;
        (await open.AppendAsync(new ReadOnlySequence<byte>(Document), CancellationToken.None)).ShouldBeTrue();
        return await open.CompleteAsync(new JobClaims(user, "Title"), CancellationToken.None);
    }
}
