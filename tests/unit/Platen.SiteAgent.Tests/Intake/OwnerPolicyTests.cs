using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Hosting;
using Platen.SiteAgent.Replica;
using static Platen.SiteAgent.Tests.Intake.Wire;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Whose a job is, by the queue's policy.</summary>
public sealed class OwnerPolicyTests
{
    private const string Pjl = "\e%-12345X@PJL JOB NAME=\"Quarter\"\r\n@PJL SET USERNAME=\"alice\"\r\n@PJL SET ACCOUNTNAME=\"Sales\"\r\n@PJL ENTER LANGUAGE=POSTSCRIPT\r\n%!PS\nshowpage\n\e%-12345X";

    [Fact]
    public async Task Raw_WithPjl_TakesItsNamesAsClaims()
    {
        await using var host = await IntakeHost.StartAsync();

        (await RawAsync(host.RawPort, Octets(Pjl))).ShouldBe(Closed);

        var job = await host.TheJobAsync(Octets(Pjl));
        (job.Owner, job.ClaimedUser, job.Title, job.ClaimedAccount, job.Evidence).ShouldBe((IntakeHost.Alice, "alice", "Quarter", "Sales", Domain.Queues.OwnerEvidence.ClaimedName));
    }

    // mutant: a claim that counts although the queue wants more makes alice the owner of what anybody sends
    [Theory]
    [InlineData(OwnerEvidence.TrustedWorkstation)]
    [InlineData(OwnerEvidence.ClientCertificate)]
    [InlineData(OwnerEvidence.AuthenticatedName)]
    public async Task Claim_WhereTheQueueWantsMore_MakesNobodyTheOwner(OwnerEvidence least)
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SetPolicyAsync(new IntakePolicy { LeastEvidence = least });

        (await RawAsync(host.RawPort, Octets(Pjl))).ShouldBe(Closed);
        (await LpdAsync(host.LpdPort, IntakeHost.Pull, "alice", Documents.PostScript(1))).ShouldBe(Taken);

        (await host.JobsAsync(2)).ShouldAllBe(job => job.Owner == null && job.ClaimedUser == "alice");
    }

    [Fact]
    public async Task Claim_WhereTheQueueWantsMoreAndKnownOwners_IsRefused()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SetPolicyAsync(new IntakePolicy { LeastEvidence = OwnerEvidence.AuthenticatedName }, ReplicaQueue.Types.UnknownOwner.Refuse);

        (await RawAsync(host.RawPort, Octets(Pjl))).ShouldBe(Reset);
        (await LpdAsync(host.LpdPort, IntakeHost.Pull, "alice", Documents.PostScript(1))).ShouldBe(Refused);

        await host.ShouldKeepNothingAsync();
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("192.0.2.0/24", false)]
    public async Task Claim_FromAnAddress_CountsWhereTheQueueTrustsThatAddress(string trusted, bool isOwner)
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SetPolicyAsync(new IntakePolicy { LeastEvidence = OwnerEvidence.TrustedWorkstation, TrustedAddresses = { trusted } });

        await RawAsync(host.RawPort, Octets(Pjl));

        (await host.TheJobAsync(Octets(Pjl))).Owner.ShouldBe(isOwner ? IntakeHost.Alice : null);
    }

    // mutant: an OwnerClaims that looks at the name alone gives the job away as soon as the replica changes
    [Fact]
    public async Task OwnerClaims_GivesAJobToANewUser_OnlyWhereTheClaimIsEnough()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = Documents.PostScript(1);
        await LpdAsync(host.LpdPort, IntakeHost.Pull, "carol", document);
        await host.SetPolicyAsync(new IntakePolicy { LeastEvidence = OwnerEvidence.ClientCertificate });
        using var claims = new OwnerClaims(host.Get<IReplica>(), host.Jobs);
        await claims.StartAsync(CancellationToken.None);

        await host.ChangeAsync(new Change { User = Replica.ReplicaFixture.User(9, "carol") });
        await claims.RunOnceAsync(CancellationToken.None);
        (await host.JobsAsync(1))[0].Owner.ShouldBeNull();

        await host.SetPolicyAsync(new IntakePolicy());
        await IntakeHost.UntilAsync(() => host.Jobs.ListAll(null, 1)[0].Owner == Replica.ReplicaFixture.Id(9), () => "carol to be given the job");
        await claims.StopAsync(CancellationToken.None);
    }
}
