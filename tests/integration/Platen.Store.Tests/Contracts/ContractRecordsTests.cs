using Npgsql;
using Platen.Domain.Contracts;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Contracts;

/// <summary>AZ11: contracts with their versions, recipients and sendings in a real PostgreSQL.</summary>
[Collection(StoreCollection.Name)]
public sealed class ContractRecordsTests(StoreServer server)
{
    private readonly ManualTimeProvider _time = new();

    // mutants: the later of two writers wins; a version is written over; a version is deleted
    [Fact]
    public async Task Contract_IsWrittenByOneOfMany_AndItsVersionsStay()
    {
        await using var store = await server.NewStoreAsync(_time);
        var records = store.Get<IContractRecords>();
        await store.CommitAsync(Commit(Change(Contract("c-1") with { Version = 1 })));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.CommitAsync(Commit(Change(Contract("c-1") with { Version = 2, Devices = i, End = new DateOnly(2026, 12, 31) })))));
        results.Count(result => result.Code == CommitCode.Committed).ShouldBe(1);
        results.Count(result => result.Code == CommitCode.Conflict).ShouldBe(7);
        var history = await records.HistoryAsync(Acme, ContractId.Parse("c-1"), default);
        history.Select(step => (step.Before?.Version, step.After.Version)).ShouldBe([(1, 2), (null, 1)]);
        (await records.AllAsync(Acme, default)).ShouldHaveSingleItem().ShouldBe(history[0].After);
        history[0].After.End.ShouldBe(new DateOnly(2026, 12, 31));
        foreach (var sql in new[] { "DELETE FROM platen.contract_versions", "UPDATE platen.contract_versions SET version = 9" })
        {
            (await Should.ThrowAsync<PostgresException>(() => store.SqlAsync<int>(sql))).MessageText.ShouldBe("versions of contracts are neither changed nor deleted");
        }
    }

    // mutant: two contracts with one number
    [Fact]
    public async Task Number_IsOneContracts_AndCanMoveOn()
    {
        await using var store = await server.NewStoreAsync(_time);
        await store.CommitAsync(Commit(Change(Contract("c-1") with { Number = "Ä/1", Version = 1 })));
        (await store.CommitAsync(Commit(Change(Contract("c-2") with { Number = "ä/1", Version = 1 })))).Code.ShouldBe(CommitCode.Conflict);
        await store.CommitAsync(Commit(Change(Contract("c-1") with { Number = "other", Version = 2 })));
        (await store.CommitAsync(Commit(Change(Contract("c-2") with { Number = "ä/1", Version = 1 })))).Code.ShouldBe(CommitCode.Committed);
    }

    [Fact]
    public async Task Changes_AreReadInTheirOrder_FromOnePlaceToAnother()
    {
        await using var store = await server.NewStoreAsync(_time);
        var records = store.Get<IContractRecords>();
        (await records.MarkAsync(Acme, 0, default)).ShouldBe(new ContractMark(0, null, null));
        var start = _time.GetUtcNow();
        foreach (var id in new[] { "c-1", "c-2", "c-3" })
        {
            await store.CommitAsync(Commit(Change(Contract(id) with { Version = 1 })));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await store.CommitAsync(Commit(Change(Contract("c-1") with { Version = 2 })));
        (await records.MarkAsync(Acme, 1, default)).ShouldBe(new ContractMark(4, start.AddMinutes(1), start.AddMinutes(3)));
        (await records.StepsAsync(Acme, 1, 4, 500, default)).Select(step => (step.After.Id.Value, step.Before?.Version)).ShouldBe([("c-1", 1), ("c-3", null), ("c-2", null)]);
        (await records.StepsAsync(Acme, 1, 3, 1, default)).ShouldHaveSingleItem().After.Id.Value.ShouldBe("c-3");
        (await records.StepsAsync(Domain.Tenants.TenantId.Parse("other"), 0, 9, 500, default)).ShouldBeEmpty("TN02");
        (await records.CountLicensedDevicesAsync(Acme, default)).ShouldBe(0);
    }

    // AZ11, mutant: the table takes what Domain does not know
    [Theory]
    [InlineData("[4]")]
    [InlineData("[1, 4]")]
    [InlineData("[0]")]
    [InlineData("[]")]
    [InlineData("\"1\"")]
    [InlineData("[[1]]")]
    public async Task Recipient_OfAnotherReport_IsRefusedByTheTable(string kinds)
    {
        await using var store = await server.NewStoreAsync(_time);
        var fault = await Should.ThrowAsync<PostgresException>(() => store.SqlAsync<int>(
            $$"""INSERT INTO platen.report_recipients (tenant, id, version, body) VALUES ('acme', gen_random_uuid(), 1, '{"address": "a@x.test", "kinds": {{kinds}}}'); SELECT 1"""));
        fault.ConstraintName.ShouldBe("report_recipients_kinds");
        await Should.ThrowAsync<PostgresException>(() => store.SqlAsync<int>("INSERT INTO platen.report_sendings (tenant, recipient, kind, period, at, up_to, mail) VALUES ('acme', gen_random_uuid(), 4, 'x', now(), 0, gen_random_uuid()); SELECT 1"));
    }

    // mutants: the key of recipient, report and period; two servers that send at once; a mail beside the sending that lost
    [Fact]
    public async Task Report_IsSentByOneOfManyServers_WithOneMail()
    {
        await using var store = await server.NewStoreAsync(_time);
        var recipient = await RecipientAsync(store);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(store, recipient, "2026-02")));
        results.Count(result => result.Code == CommitCode.Committed).ShouldBe(1);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.mails")).ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await SendAsync(store, recipient, "2026-03")).Code.ShouldBe(CommitCode.Committed);
        var recipients = store.Get<IReportRecipients>();
        (await recipients.LatestAsync(Acme, default)).ShouldHaveSingleItem().Period.ShouldBe("2026-03");
        var page = await recipients.ListAsync(Acme, new PageRequest("", 1), default);
        page.Items.ShouldHaveSingleItem().Period.ShouldBe("2026-03");
        (await recipients.ListAsync(Acme, new PageRequest(page.Next, 1), default)).Items.ShouldHaveSingleItem().Period.ShouldBe("2026-02");
    }

    // mutant: a report goes to an address that was changed or removed while it was made
    [Fact]
    public async Task Report_ToARecipientWhoWasChangedMeanwhile_IsNotSent()
    {
        await using var store = await server.NewStoreAsync(_time);
        var recipient = await RecipientAsync(store);
        var moved = recipient with { Address = "other@x.test", Version = 2 };
        (await store.CommitAsync(Commit(new ReportRecipientChange(moved) { ExpectedVersion = 1 }))).Code.ShouldBe(CommitCode.Committed);
        (await SendAsync(store, recipient, "2026-02")).Code.ShouldBe(CommitCode.Conflict);
        (await store.CommitAsync(Commit(new ReportRecipientChange(moved with { Version = 3 }, Removed: true) { ExpectedVersion = 2 }))).Code.ShouldBe(CommitCode.Committed);
        (await SendAsync(store, moved, "2026-02")).Code.ShouldBe(CommitCode.Conflict);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.mails")).ShouldBe(0);
        (await store.Get<IReportRecipients>().AllAsync(Acme, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_IsOneRecipients()
    {
        await using var store = await server.NewStoreAsync(_time);
        await RecipientAsync(store);
        var again = new ReportRecipient { Tenant = Acme, Id = RecipientId.New(_time), Address = "BILLING@x.test", Kinds = [ContractReportKind.ContractHistory], Interval = ReportInterval.OnChange, Contact = "x", Version = 1 };
        (await store.CommitAsync(Commit(new ReportRecipientChange(again) { ExpectedVersion = 0 }))).Code.ShouldBe(CommitCode.Conflict);
    }

    // mutant: a full outbox takes no mail, and the report counts as sent
    [Fact]
    public async Task Report_ThatTheOutboxDidNotTake_IsNotSent()
    {
        await using var store = await server.NewStoreAsync(_time);
        var recipient = await RecipientAsync(store);
        await store.SqlAsync<int>($"INSERT INTO platen.mails (tenant, id, purpose, at, due_at, ends_at) SELECT 'acme', gen_random_uuid(), 1, now(), now(), now() FROM generate_series(1, {MailLimits.WaitingMax}); SELECT 1");
        (await Should.ThrowAsync<Exception>(() => SendAsync(store, recipient, "2026-02"))).ToString().ShouldContain("the outbox did not take the mail of a report");
        (await store.Get<IReportRecipients>().LatestAsync(Acme, default)).ShouldBeEmpty();
    }

    // mutant: the trigger's numbers are not those of the purposes
    [Theory]
    [InlineData(MailPurpose.ProviderContractsReport)]
    [InlineData(MailPurpose.CustomerContractsReport)]
    [InlineData(MailPurpose.ContractHistoryReport)]
    public async Task Sending_ShowsWhatBecameOfItsMail_AfterTheMailIsGone(MailPurpose purpose)
    {
        await using var store = await server.NewStoreAsync(_time);
        var (outbox, recipient) = (store.Get<IMailOutbox>(), await RecipientAsync(store));
        await SendAsync(store, recipient, "2026-01", purpose);
        await SendAsync(store, recipient, "2026-02", purpose);
        await SendAsync(store, recipient, "2026-03", purpose);
        var leased = (await outbox.LeaseAsync(3, default)).OrderBy(mail => mail.Id).ToList();
        await outbox.SentAsync(leased[0], "250 taken", default);
        await outbox.RetryAsync(leased[1], _time.GetUtcNow(), "451 later", default);
        await outbox.ParkAsync(leased[2], "550 never", default);
        (await StatesAsync()).ShouldBe([("2026-03", MailState.Parked, "550 never"), ("2026-02", MailState.Waiting, "451 later"), ("2026-01", MailState.Sent, "250 taken")]);
        _time.Advance(MailLimits.KeepSent);
        await outbox.RemoveExpiredAsync(default);
        await outbox.DiscardAsync(Acme, leased[1].Id, default);
        (await StatesAsync()).ShouldBe([("2026-03", MailState.Parked, "550 never"), ("2026-02", null, "451 later"), ("2026-01", MailState.Sent, "250 taken")]);

        async Task<List<(string, MailState?, string)>> StatesAsync() =>
            [.. (await store.Get<IReportRecipients>().ListAsync(Acme, new(), default)).Items.Select(sending => (sending.Period, sending.State, sending.Reason))];
    }

    private static ContractChange Change(Contract row) => new(row) { ExpectedVersion = row.Version - 1 };

    private Contract Contract(string id) =>
        new() { Tenant = Acme, Id = ContractId.Parse(id), Number = id, Kind = ContractKind.Customer, Party = "Bakery", Start = new DateOnly(2026, 1, 1), Devices = 3, ChangedAt = _time.GetUtcNow(), ChangedBy = "system" };

    private async Task<ReportRecipient> RecipientAsync(TestStore store)
    {
        var recipient = new ReportRecipient { Tenant = Acme, Id = RecipientId.New(_time), Address = "Billing@x.test", Kinds = [ContractReportKind.CustomerContracts, ContractReportKind.ContractHistory], Interval = ReportInterval.Monthly, Contact = "x", Version = 1 };
        (await store.CommitAsync(Commit(new ReportRecipientChange(recipient) { ExpectedVersion = 0 }))).Code.ShouldBe(CommitCode.Committed);
        (await store.Get<IReportRecipients>().AllAsync(Acme, default)).ShouldHaveSingleItem().Kinds.ShouldBe(recipient.Kinds);
        return recipient;
    }

    private Task<CommitResult> SendAsync(TestStore store, ReportRecipient recipient, string period, MailPurpose purpose = MailPurpose.CustomerContractsReport)
    {
        var now = _time.GetUtcNow();
        var mail = new OutgoingMail { Tenant = Acme, Id = Guid.CreateVersion7(now), Purpose = purpose, Content = [1, 2, 3], At = now, EndsAt = now + TimeSpan.FromDays(7) };
        _time.Advance(TimeSpan.FromMilliseconds(5));
        var sending = new ReportSending { Tenant = Acme, Recipient = recipient.Id, Kind = ContractReportKind.CustomerContracts, Period = period, At = now, UpTo = 3, Mail = mail.Id };
        return store.CommitAsync(Commit(new MailQueued(mail) { ExpectedVersion = 0 }, new ReportSendingAdded(sending, recipient.Version) { ExpectedVersion = 0 }));
    }
}
