using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Tests.Replica;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Passwords over IPPS: what they prove, and what names without them do not.</summary>
public sealed class IppAccessTests
{
    private static readonly byte[] Document = Documents.PostScript(1);

    // catches: the owner taken from requesting-user-name although another one has proven who he is
    [Fact]
    public async Task PrintJob_WithAPassword_IsItsUsersWhateverNameIsClaimed()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "bob", "ipps", IntakeHost.AlicesPassword, login: "alice");

        var number = await alice.PrintAsync(Document);

        var job = await host.TheJobAsync(Document);
        (job.Owner, job.ClaimedUser, job.Ticket.Authenticated).ShouldBe((IntakeHost.Alice, "alice", true));
        (await alice.JobAsync(number))!.GetString(IppNames.JobOriginatingUserName).ShouldBe("alice");
    }

    // AU20, LG02. Mutant: only panel logins in the journal; guessed passwords over IPPS, or under names that nobody has, leave no trace
    [Fact]
    public async Task Passwords_ThatAreChecked_AreJournaledOnce()
    {
        await using var host = await IntakeHost.StartAsync();
        using var wrong = new IppPeer(host, "alice", "ipps", "wrong");
        using var nobody = new IppPeer(host, "nobody", "ipps", "wrong");
        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);

        await wrong.TrySendAsync(wrong.Request(IppOperation.GetPrinterAttributes));
        await nobody.TrySendAsync(nobody.Request(IppOperation.GetPrinterAttributes));
        await alice.SendAsync(alice.Request(IppOperation.GetPrinterAttributes));
        await alice.SendAsync(alice.Request(IppOperation.GetPrinterAttributes));

        var journal = host.Get<IAgentJournal>();
        var logins = new List<LoginAttempted>();
        await foreach (var fact in journal.ReadFromAsync(1))
        {
            logins.Add(fact.LoginAttempted);
            if (fact.Seq >= journal.LastSequence)
            {
                break;
            }
        }

        logins.Select(login => (login.UserId, login.Method, login.Result, login.DeviceId)).ShouldBe(
            [(IntakeHost.Alice.ToString(), LoginMethod.Password, LoginResult.WrongCredential, ""), ("", LoginMethod.Password, LoginResult.WrongCredential, ""), (IntakeHost.Alice.ToString(), LoginMethod.Password, LoginResult.Ok, "")]);
    }

    [Fact]
    public async Task PrintJob_WithAWrongPassword_IsRefusedByHttpAndKeepsNothing()
    {
        await using var host = await IntakeHost.StartAsync();
        using var mallory = new IppPeer(host, "alice", "ipps", "wrong");

        (await mallory.TrySendAsync(mallory.Request(IppOperation.PrintJob), Document)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await host.ShouldKeepNothingAsync();
    }

    // catches: a password accepted in clear text, which everybody on the way could have sent
    [Fact]
    public async Task PrintJob_WithAPasswordOverPlainIpp_ProvesNothing()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new IppPeer(host, "bob", "ipp", IntakeHost.AlicesPassword, login: "alice");

        await client.PrintAsync(Document);

        var job = await host.TheJobAsync(Document);
        (job.Owner, job.Ticket.Authenticated).ShouldBe((IntakeHost.Bob, false));
    }

    // catches: a proven user's job opened by whoever claims his name on the same machine, such as a terminal server
    [Theory]
    [InlineData("ipp")]
    [InlineData("ipps")]
    public async Task Job_OfAProvenUser_IsNotThereForAClaim(string scheme)
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);
        using var claim = new IppPeer(host, "alice", scheme);
        var number = await alice.PrintAsync(Document);

        (await claim.DoAsync(IppOperation.GetJobAttributes, number)).Status.ShouldBe(IppStatus.NotFound);
        (await claim.DoAsync(IppOperation.CancelJob, number)).Status.ShouldBe(IppStatus.NotFound);
        (await claim.SendAsync(claim.Request(IppOperation.GetJobs).Keyword(IppNames.WhichJobs, "all"))).Find(IppTag.JobAttributes).ShouldBeNull();
        (await claim.SendAsync(claim.Request(IppOperation.CancelMyJobs))).IsSuccess.ShouldBeTrue();
        host.Jobs.Count.ShouldBe(1);
        (await alice.DoAsync(IppOperation.CancelJob, number)).Status.ShouldBe(IppStatus.Ok);
        host.Jobs.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Site_ThatDemandsPasswords_TakesNoJobWithout()
    {
        await using var host = await IntakeHost.StartAsync(intake: options => options.IppPasswordRequired = true);
        using var secure = new IppPeer(host, "alice", "ipps");
        using var plain = new IppPeer(host, "alice");
        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);

        (await secure.TrySendAsync(secure.Request(IppOperation.PrintJob), Document)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await plain.SendAsync(plain.Request(IppOperation.PrintJob), Document)).Status.ShouldBe(IppStatus.NotAuthenticated);
        await host.ShouldKeepNothingAsync();
        (await secure.SendAsync(secure.Request(IppOperation.GetPrinterAttributes))).Find(IppTag.PrinterAttributes)!.GetString(IppNames.UriAuthenticationSupported).ShouldBe("basic");
        await alice.PrintAsync(Document);
    }

    // catches: a remembered password that outlives its user (I5)
    [Fact]
    public async Task User_WhoIsRevoked_IsRefusedAtOnceAlthoughThePasswordWasRemembered()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);
        await alice.PrintAsync(Document);
        var replica = host.Get<IReplica>();
        var revoked = replica.FindUser(IntakeHost.Alice)!.Clone();
        revoked.Active = false;
        await replica.ApplyAsync(ReplicaFixture.Users(2, revoked), default);

        (await alice.TrySendAsync(alice.Request(IppOperation.PrintJob), Document)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // ASVS 6.4.1. Mutants: an initial password prints; one that was remembered as an own one goes on
    [Fact]
    public async Task PrintJob_WithAnInitialPassword_IsRefusedAlthoughItWasRemembered()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);
        await alice.PrintAsync(Document);
        var replica = host.Get<IReplica>();
        var given = replica.FindUser(IntakeHost.Alice)!.Clone();
        (given.InitialPasswordHash, given.PasswordHash) = (given.PasswordHash, "");
        await replica.ApplyAsync(ReplicaFixture.Users(2, given), default);

        (await alice.TrySendAsync(alice.Request(IppOperation.PrintJob), Document)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // catches: guesses that are not slowed down
    [Fact]
    public async Task Guesses_FromOneAddress_AreHeldUp()
    {
        await using var host = await IntakeHost.StartAsync();
        for (var guess = 0; guess < 20; guess++)
        {
            using var mallory = new IppPeer(host, "bob", "ipps", $"guess {guess}");
            (await mallory.TrySendAsync(mallory.Request(IppOperation.GetJobs))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);
        (await alice.TrySendAsync(alice.Request(IppOperation.GetJobs))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Accounts_OfTheClient_AreKeptAsClaims()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");

        var number = await alice.PrintAsync(Document, request => request.Name(IppNames.JobAccountId, "4711").Group(IppTag.JobAttributes).Name(IppNames.JobAccountingUserId, "carol"));

        var job = await host.TheJobAsync(Document);
        (job.ClaimedAccount, job.ClaimedAccountingUser).ShouldBe(("4711", "carol"));
        (await alice.JobAsync(number))!.GetString(IppNames.JobAccountId).ShouldBe("4711");
    }
}
