using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Accounting;

/// <summary>Credit accounts in a real PostgreSQL (AC02, AU02): entries are only added, and each balance is the sum of them.</summary>
[Collection(StoreCollection.Name)]
public sealed class CreditStoreTests(StoreServer server)
{
    private const string Sums = """
        SELECT count(*) FROM (
            SELECT balance_e4 - sum(amount_e4) OVER so_far AS wrong, position - row_number() OVER so_far AS gap FROM platen.credit_entries
            WINDOW so_far AS (PARTITION BY tenant, user_id, currency ORDER BY position)) e
        WHERE wrong <> 0 OR gap <> 0
        """;

    // mutants: the running sum taken over all users of a statement; the account of another tenant; debits without the setting
    [Fact]
    public async Task Ledger_IsDebited_WhichEverWayItIsWritten_ForThoseWhoHaveAnAccount()
    {
        await using var store = await server.NewStoreAsync();
        var (anna, bert) = (User("anna"), User("bert"));
        await store.CommitAsync(Commit(Tenant(new() { Enabled = true, Since = Now }), New(anna), New(bert), NewAgent()));

        // table by table (plain), commit by commit (with a user in it), several of one person in one statement, and none for strangers
        await store.CommitAsync(Commit() with { Ledger = [Ledger(user: anna.Id), Ledger(user: anna.Id) with { PriceE4 = 300 }, Ledger(user: bert.Id)] });
        await store.CommitAsync(Commit(New(User("carl"))) with { Ledger = [Ledger(user: anna.Id) with { PriceE4 = 10 }, Ledger(user: anna.Id) with { PriceE4 = 0 }, Ledger(user: UserId.New(TimeProvider.System))] });

        (await HeadAsync(store, anna.Id)).ShouldBe(new CreditHead(anna.Id, "EUR", 3, -7_510, Now));
        (await HeadAsync(store, bert.Id)).ShouldBe(new CreditHead(bert.Id, "EUR", 1, -7_200, Now));
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.credit_entries")).ShouldBe(4);
        (await store.SqlAsync<long>(Sums)).ShouldBe(0);
    }

    [Fact]
    public async Task Ledger_OfWhoHasNoAccount_IsNotDebited()
    {
        await using var store = await server.NewStoreAsync();
        var group = new Group { Tenant = Acme, Id = GroupId.New(TimeProvider.System), Name = "pupils", Version = 1 };
        var (member, other) = (User("anna") with { Groups = [group.Id] }, User("bert"));
        await store.CommitAsync(Commit(NewTenant(), New(member), New(other), new GroupChange(group) { ExpectedVersion = 0 }));
        await store.CommitAsync(Commit() with { Ledger = [Ledger(user: member.Id)] });
        (await HeadAsync(store, member.Id)).Position.ShouldBe(0, "credit accounts are off");

        var on = Tenant(new() { Enabled = true, Groups = [group.Id], Since = Now }) with { ExpectedVersion = 1 };
        await store.CommitAsync(Commit(on with { Row = on.Row with { Version = 2 } }));
        await store.CommitAsync(Commit() with { Ledger = [Ledger(user: member.Id), Ledger(user: other.Id), Ledger(user: member.Id, at: Now.AddSeconds(-1))] });
        (await HeadAsync(store, member.Id)).BalanceE4.ShouldBe(-7_200, "once: what was printed before they were switched on is not debited");
        (await HeadAsync(store, other.Id)).Position.ShouldBe(0, "not of the group");
    }

    // mutant: credit_write without its guard, or the version not compared
    [Fact]
    public async Task Bookings_AndDebits_OfManyAtOnce_SumExactly()
    {
        await using var store = await server.NewStoreAsync();
        await using var second = await TestStore.StartAsync(store.ConnectionString);
        ImmutableArray<User> users = [User("anna"), User("bert"), User("carl")];
        await store.CommitAsync(Commit([Tenant(new() { Enabled = true, Since = Now }), .. users.Select(New)]));

        const int Each = 25;
        await Task.WhenAll(Enumerable.Range(0, Each).SelectMany(n => users.SelectMany(user => new[]
        {
            BookAsync(n % 2 == 0 ? store : second, user.Id, 10_000, $"up-{n}"),
            BookAsync(n % 2 == 0 ? second : store, user.Id, -100, $"down-{n}"),
            (n % 2 == 0 ? store : second).CommitAsync(Commit() with { Ledger = [Ledger(user: user.Id) with { PriceE4 = 7 }] }),
        })));

        foreach (var user in users)
        {
            (await HeadAsync(store, user.Id)).ShouldBe(new CreditHead(user.Id, "EUR", 3 * Each, Each * (10_000 - 100 - 7), Now));
        }

        (await store.SqlAsync<long>(Sums)).ShouldBe(0);
    }

    // mutant: a trigger that debits again what is a duplicate; and an entry beside a transaction that is rolled back
    [Fact]
    public async Task Debit_IsInTheTransactionOfTheLedgersEntry_OnceForARelease()
    {
        await using var store = await server.NewStoreAsync();
        var anna = User("anna");
        await store.CommitAsync(Commit(Tenant(new() { Enabled = true, Since = Now }), New(anna), NewAgent()));
        var printed = Commit() with { Ledger = [Ledger(user: anna.Id)], Event = new(North, Agent, 1) };
        (await store.CommitAsync(printed)).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(printed)).Code.ShouldBe(CommitCode.Duplicate);
        (await store.CommitAsync(printed with { Event = new(North, Agent, 2) })).Code.ShouldBe(CommitCode.Duplicate);
        await Should.ThrowAsync<Exception>(store.SqlAsync<int>("INSERT INTO platen.ledger SELECT * FROM platen.ledger; SELECT 1"));
        (await HeadAsync(store, anna.Id)).ShouldBe(new CreditHead(anna.Id, "EUR", 1, -7_200, Now));

        // another balance than was decided over, another number, the same key: nothing is written
        (await store.CommitAsync(Booked(anna.Id, 0, 500, 500, "a"))).Code.ShouldBe(CommitCode.Conflict);
        await Should.ThrowAsync<Exception>(store.CommitAsync(Booked(anna.Id, 1, 500, 500, "a")));
        (await store.CommitAsync(Booked(anna.Id, 1, 500, -6_700, "a"))).Code.ShouldBe(CommitCode.Committed);
        await Should.ThrowAsync<Exception>(store.CommitAsync(Booked(anna.Id, 2, 500, -6_200, "a")));
        (await HeadAsync(store, anna.Id)).BalanceE4.ShouldBe(-6_700);
    }

    [Fact]
    public async Task Statement_IsReadInPages_SearchedAndNamed()
    {
        await using var store = await server.NewStoreAsync();
        var anna = User("anna");
        await store.CommitAsync(Commit(Tenant(new() { Enabled = true, Since = Now }), New(anna)));
        var job = JobId.New(TimeProvider.System);
        await store.CommitAsync(Booked(anna.Id, 0, 100_000, 100_000, "k1", "Cash desk"));
        await store.CommitAsync(Commit() with { Ledger = [Ledger(user: anna.Id, title: "Thesis", job: job)] });
        await store.CommitAsync(Booked(anna.Id, 2, 7_200, 100_000, "k2", "Jam, thesis printed again", CreditEntryKind.Correction));

        var credit = store.Get<ICreditRecords>();
        Task<ResultPage<CreditEntry>> List(CreditFilter filter, string after = "", int limit = 2) => credit.ListAsync(Acme, anna.Id, "EUR", filter, new(after, limit), default);
        var page = await List(new());
        page.Items.Select(entry => entry.Position).ShouldBe([3, 2]);
        page.Items.ShouldAllBe(entry => entry.Title == "" && entry.Job == null);
        (await List(new(), page.Next)).Items.Single().ShouldSatisfyAllConditions(e => e.Reason.ShouldBe("Cash desk"), e => e.By.ShouldBe("user:desk"), e => e.Key.ShouldBe("k1"), e => e.BalanceE4.ShouldBe(100_000));
        (await List(new() { OldestFirst = true })).Items.Select(entry => entry.Position).ShouldBe([1, 2]);
        (await List(new() { Search = "thesis" })).Items.Single().Position.ShouldBe(3, "titles are not looked at unless they are shown");
        (await List(new() { Search = "thesis", WithTitles = true })).Items.Select(entry => entry.Position).ShouldBe([3, 2]);
        (await List(new() { Kind = CreditEntryKind.Print, WithTitles = true })).Items.Single().ShouldSatisfyAllConditions(e => e.Title.ShouldBe("Thesis"), e => e.Job.ShouldBe(job), e => e.AmountE4.ShouldBe(-7_200));
        (await List(new() { From = Now.AddMinutes(1) })).Items.ShouldBeEmpty();
        (await List(new() { Before = Now.AddMinutes(1) }, limit: 10)).Items.Length.ShouldBe(3);
        (await credit.ListAsync(Acme, anna.Id, "CHF", new(), new("", 10), default)).Items.ShouldBeEmpty();
        (await credit.FindByKeyAsync(Acme, anna.Id, "k2", default)).ShouldNotBeNull().Position.ShouldBe(3);
        (await credit.FindByKeyAsync(Acme, UserId.New(TimeProvider.System), "k2", default)).ShouldBeNull();
    }

    private static TenantChange Tenant(CreditPolicy credit) => new(new Tenant { Id = Acme, Name = "Acme", Credit = credit, Version = 1 }) { ExpectedVersion = 0 };

    private static Task<CreditHead> HeadAsync(TestStore store, UserId user) => store.Get<ICreditRecords>().HeadAsync(Acme, user, "EUR", default);

    private static Commit Booked(UserId user, long after, long amount, long balance, string key, string reason = "", CreditEntryKind kind = CreditEntryKind.Recharge) => Commit(new CreditBooked(new CreditEntry
    {
        Tenant = Acme, User = user, Currency = "EUR", Position = after + 1, Id = Guid.CreateVersion7(), At = Now, Kind = kind, AmountE4 = amount, BalanceE4 = balance, Key = key, By = "user:desk", Reason = reason,
    }) { ExpectedVersion = after });

    // as a grain does it: over what is there, again and again while others are faster
    private static async Task BookAsync(TestStore store, UserId user, long amount, string key)
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var head = await HeadAsync(store, user);
            if ((await store.CommitAsync(Booked(user, head.Position, amount, head.BalanceE4 + amount, key))).Code == CommitCode.Committed)
            {
                return;
            }
        }

        throw new InvalidOperationException("Others were faster a thousand times.");
    }
}
