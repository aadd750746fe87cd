using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Mail;

/// <summary>The outbox and the links that mails carry (AU01), in a real PostgreSQL.</summary>
[Collection(StoreCollection.Name)]
public sealed class MailOutboxTests(StoreServer server)
{
    private readonly ManualTimeProvider _time = new();

    // mutants: a mail that two servers get; a lease that never ends; one that reports after its lease
    [Fact]
    public async Task Mail_IsLeasedByOneServer_UntilItsLeaseEnds()
    {
        await using var store = await server.NewStoreAsync(_time);
        var outbox = store.Get<IMailOutbox>();
        for (var i = 0; i < 30; i++)
        {
            await QueueAsync(store);
        }

        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => outbox.LeaseAsync(5, default)));
        var leased = leases.SelectMany(lease => lease).ToList();
        leased.Select(mail => mail.Id).Distinct().Count().ShouldBe(leased.Count);
        leased.Count.ShouldBe(30);
        (await outbox.LeaseAsync(20, default)).ShouldBeEmpty();

        _time.Advance(MailLimits.Lease);
        var again = (await outbox.LeaseAsync(1, default)).Single();
        again.Tries.ShouldBe(2);
        var former = leased.Single(mail => mail.Id == again.Id);
        (await outbox.SentAsync(former, "250", default)).ShouldBeFalse();
        (await outbox.ParkAsync(former, "no", default)).ShouldBeFalse();
        (await outbox.RetryAsync(former, _time.GetUtcNow(), "no", default)).ShouldBeFalse();
        (await outbox.SentAsync(again, "250 taken\0 \ud800", default)).ShouldBeTrue();
        (await outbox.SentAsync(again, "250", default)).ShouldBeFalse();
        (await outbox.CountAsync(Acme, default)).ShouldBe(new MailCounts(29, 0, 1, 0));
    }

    [Fact]
    public async Task Mail_Retried_IsDueThen_AndParked_NeverUntilReleased()
    {
        await using var store = await server.NewStoreAsync(_time);
        var outbox = store.Get<IMailOutbox>();
        await QueueAsync(store);
        var mail = (await outbox.LeaseAsync(1, default)).Single();
        (await outbox.RetryAsync(mail, _time.GetUtcNow() + TimeSpan.FromMinutes(1), "later", default)).ShouldBeTrue();
        (await outbox.LeaseAsync(1, default)).ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMinutes(1));
        mail = (await outbox.LeaseAsync(1, default)).Single();
        (await outbox.ParkAsync(mail, "never", default)).ShouldBeTrue();
        (await outbox.ListAsync(Acme, MailState.Parked, new(), default)).Items.Single().ShouldSatisfyAllConditions(row => row.Reason.ShouldBe("never"), row => row.Tries.ShouldBe(2));
        (await outbox.ListAsync(Acme, MailState.Waiting, new(), default)).Items.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromDays(1));
        (await outbox.LeaseAsync(1, default)).ShouldBeEmpty();
        (await outbox.ReleaseAsync(Acme, mail.Id, default)).ShouldBeFalse("it is of no use any more");
        (await outbox.DiscardAsync(Acme, mail.Id, default)).ShouldBeTrue();
        (await outbox.DiscardAsync(Acme, mail.Id, default)).ShouldBeFalse();
    }

    // mutant: a mail that goes out though what it is about was not written
    [Fact]
    public async Task Mail_OfACommitThatLoses_IsNotThere()
    {
        await using var store = await server.NewStoreAsync(_time);
        var anna = User("anna");
        await store.CommitAsync(Commit(New(anna)));
        (await store.CommitAsync(Commit(new UserChange(anna with { Version = 6 }) { ExpectedVersion = 5 }, Mail()))).Code.ShouldBe(CommitCode.Conflict);
        (await store.Get<IMailOutbox>().CountAsync(Acme, default)).Waiting.ShouldBe(0);
    }

    // mutant: an outbox without an end, or one that holds up what the mail is about
    [Fact]
    public async Task FullOutbox_TakesNoMore_CountsThem_AndHoldsUpNothing()
    {
        await using var store = await server.NewStoreAsync(_time);
        await store.SqlAsync<int>($"INSERT INTO platen.mails (tenant, id, purpose, at, due_at, ends_at) SELECT 'acme', gen_random_uuid(), 1, now(), now(), now() FROM generate_series(1, {MailLimits.WaitingMax - 1}); SELECT 1");
        (await store.CommitAsync(Commit(New(User("anna")), Mail()))).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(Commit(New(User("bert")), Mail()))).Code.ShouldBe(CommitCode.Committed);
        (await store.Get<IMailOutbox>().CountAsync(Acme, default)).ShouldBe(new MailCounts(MailLimits.WaitingMax, 0, 0, 1));
        (await store.Records.FindUserByLoginAsync(Acme, "bert", default)).ShouldNotBeNull();
    }

    // mutants: a link that two commits use; one that outlives its time; the others of its address stay
    [Fact]
    public async Task Link_IsUsedByOneCommit_AndTakesTheOthersOfItsAddressWithIt()
    {
        await using var store = await server.NewStoreAsync(_time);
        var (first, second, other, reset) = (Link("anna@x.test"), Link("anna@x.test"), Link("bert@x.test"), Link("anna@x.test", MailLinkKind.PasswordReset));
        await store.CommitAsync(Commit([.. new[] { first, second, other, reset }.Select(link => new MailLinkChange(link) { ExpectedVersion = 0 })]));
        var found = (await store.Records.FindMailLinkAsync(Acme, first.Id, default)).ShouldNotBeNull();
        found.Content.ShouldBe(first.Content);
        (found with { Content = first.Content }).ShouldBe(first);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.CommitAsync(Commit(New(User($"user-{i}")), new MailLinkChange(first) { ExpectedVersion = 1 }))));
        results.Count(result => result.Code == CommitCode.Committed).ShouldBe(1);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.users")).ShouldBe(1);
        (await store.Records.FindMailLinkAsync(Acme, second.Id, default)).ShouldBeNull();
        (await store.Records.FindMailLinkAsync(Acme, other.Id, default)).ShouldNotBeNull();
        (await store.Records.FindMailLinkAsync(Acme, reset.Id, default)).ShouldNotBeNull("a link of another kind is another's");
        _time.Advance(TimeSpan.FromHours(1));
        (await store.Records.FindMailLinkAsync(Acme, other.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Sweep_RemovesWhatIsOver()
    {
        await using var store = await server.NewStoreAsync(_time);
        var outbox = store.Get<IMailOutbox>();
        await QueueAsync(store);
        await QueueAsync(store);
        await store.CommitAsync(Commit(new MailLinkChange(Link("anna@x.test")) { ExpectedVersion = 0 }));
        await outbox.SentAsync((await outbox.LeaseAsync(1, default)).Single(), "250", default);
        (await outbox.RemoveExpiredAsync(default)).ShouldBe(0);
        _time.Advance(MailLimits.KeepSent);
        (await outbox.RemoveExpiredAsync(default)).ShouldBe(2, "a link and a sent mail; what waits stays");
    }

    [Fact]
    public async Task Users_AreFoundByAddress_AndWhoWaits()
    {
        await using var store = await server.NewStoreAsync(_time);
        await store.CommitAsync(Commit(New(User("anna") with { Email = "Anna@X.test" }), New(User("bert") with { Email = "bert@x.test", Active = false, AwaitsApproval = true }), New(User("carl"))));
        (await store.Records.FindUsersByEmailAsync(Acme, "anna@x.TEST", default)).Single().LoginName.ShouldBe("anna");
        (await store.Records.FindUsersByEmailAsync(Acme, "", default)).ShouldBeEmpty();
        (await store.Queries.ListWaitingUsersAsync(Acme, new(), default)).Items.Single().LoginName.ShouldBe("bert");
    }

    [Fact]
    public async Task Settings_AreWrittenAndFound()
    {
        await using var store = await server.NewStoreAsync(_time);
        var settings = new MailSettings { Tenant = Acme, Host = "mail.x.test", UserName = "platen", SealedPassword = [1, 2, 3], SenderAddress = "a@x.test", Version = 1 };
        (await store.CommitAsync(Commit(new MailSettingsChange(settings) { ExpectedVersion = 0 }))).Code.ShouldBe(CommitCode.Committed);
        (await store.Records.FindMailSettingsAsync(Acme, default))!.SealedPassword.ShouldBe([1, 2, 3]);
        (await store.CommitAsync(Commit(new MailSettingsChange(settings) { ExpectedVersion = 0 }))).Code.ShouldBe(CommitCode.Conflict);
    }

    private Task<CommitResult> QueueAsync(TestStore store) => store.CommitAsync(Commit(Mail()));

    private MailQueued Mail()
    {
        var now = _time.GetUtcNow();
        return new MailQueued(new OutgoingMail { Tenant = Acme, Id = Guid.CreateVersion7(now), Purpose = MailPurpose.Test, User = UserId.New(_time), Content = [1, 2, 3], At = now, EndsAt = now + TimeSpan.FromHours(2) }) { ExpectedVersion = 0 };
    }

    private MailLink Link(string address, MailLinkKind kind = MailLinkKind.Registration) =>
        new() { Tenant = Acme, Id = MailLink.IdOf(MailLink.NewToken())!, Kind = kind, Address = MailLink.AddressOf(address), EndsAt = _time.GetUtcNow() + TimeSpan.FromHours(1) };
}
