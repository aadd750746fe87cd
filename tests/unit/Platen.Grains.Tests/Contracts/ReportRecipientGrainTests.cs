using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Mail;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Contracts;

/// <summary>AZ11: people outside get three reports, each once for a period, and nothing else. The clock begins on Sunday, 1 March 2026, 12:00 UTC.</summary>
public sealed class ReportRecipientGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly PutRecipient Billing = new()
    {
        Address = "billing@provider.test", Kinds = [ContractReportKind.CustomerContracts], Interval = ReportInterval.Monthly, Language = "de", Contact = "Ms Desk",
    };

    private static readonly PutContract Bakery = new()
    {
        Contract = ContractId.Parse("c-1"), Number = "C/1", Kind = ContractKind.Customer, Party = "Bakery", Start = new DateOnly(2026, 1, 1), Devices = 5,
    };

    private readonly GrainHost _host = new();

    private IReportRecipientGrain Grain => _host.Grains.ReportRecipients(Branch.Tenant);

    public async Task InitializeAsync()
    {
        await new Branch(_host.Grains, _host.Time).SetUpAsync();
        await ZoneAsync("Europe/Berlin");
        _host.Mails.IsSet = true;
        (await _host.Grains.Contracts(Branch.Tenant).PutAsync(Bakery, Branch.System, None)).Messages.ShouldBeEmpty();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // mutants: each server sends; each restart sends; the day of UTC
    [Fact]
    public async Task MonthlyReport_GoesOutOnce_WhateverRestartsAndHoweverManyServers()
    {
        await PutAsync(Billing);
        (await Grain.TickAsync(None)).ShouldBe(0, "February was over before it was set up");
        To("2026-04-01T03:59Z");
        (await Grain.TickAsync(None)).ShouldBe(0);
        To("2026-04-01T04:00Z");
        await using var twin = _host.Twin();
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? _host : twin).Grains.ReportRecipients(Branch.Tenant).TickAsync(None)));
        sent.Sum().ShouldBe(1);
        await _host.RestartAsync();
        (await Grain.TickAsync(None)).ShouldBe(0);
        var (row, mail) = _host.Mails.Queued.ShouldHaveSingleItem();
        row.Purpose.ShouldBe(MailPurpose.CustomerContractsReport);
        (mail.To, mail.Language, mail.Subject).ShouldBe(("billing@provider.test", "de", "Kundenverträge von Acme, 2026-03"));
        mail.Text.ShouldContain("1 Verträge laufen und lizenzieren 5 Geräte. 1 Geräte belegen eine Lizenz, davon 0 über");
        mail.Text.ShouldContain("wenden Sie sich an: Ms Desk");
        (mail.Text + mail.Html).ShouldNotContain("://", Case.Sensitive, "no link opens anything");
        var file = mail.Attachments.ShouldHaveSingleItem();
        (file.Name, file.MediaType).ShouldBe(("customer-contracts-2026-04-01.csv", "text/csv"));
        file.Text.ShouldContain("contract,C/1,Bakery,running,2026-01-01,,,5,,");
        var audit = _host.Records.Audit.Single(entry => entry.Entry.Action == "report.queued").Entry;
        (audit.Actor, audit.Details["period"], audit.Details["mail"]).ShouldBe(("system", "2026-03", row.Id.ToString("D")));
        string.Join(' ', _host.Records.Audit.SelectMany(entry => entry.Entry.Details.Values)).ShouldNotContain("billing@");
    }

    // mutant: a report for each week of a stop
    [Fact]
    public async Task WeeklyReport_AfterAStopOfWeeks_IsOne()
    {
        await PutAsync(Billing with { Interval = ReportInterval.Weekly });
        To("2026-03-30T04:00Z");
        (await Grain.TickAsync(None)).ShouldBe(1, "on the first Monday of summer time");
        To("2026-06-20T12:00Z");
        (await Grain.TickAsync(None)).ShouldBe(1);
        (await Grain.TickAsync(None)).ShouldBe(0);
        (await Grain.ListSendingsAsync(new(), Branch.System, None)).Items.Select(sending => sending.Period).ShouldBe(["2026-W24", "2026-W13"]);
    }

    // mutants: a change is told twice, or in no report
    [Fact]
    public async Task Changes_AreEachToldOnce_AfterTheyHaveRested()
    {
        await PutAsync(Billing with { Kinds = [ContractReportKind.ContractHistory], Interval = ReportInterval.OnChange, Language = "en" });
        _host.Time.Advance(TimeSpan.FromHours(1));
        (await Grain.TickAsync(None)).ShouldBe(0, "what was changed before it was set up is not told");
        await ChangeAsync(6);
        _host.Time.Advance(TimeSpan.FromMinutes(9));
        (await Grain.TickAsync(None)).ShouldBe(0);
        await ChangeAsync(7);
        _host.Time.Advance(TimeSpan.FromMinutes(10));
        (await Grain.TickAsync(None)).ShouldBe(1);
        _host.Time.Advance(TimeSpan.FromDays(1));
        (await Grain.TickAsync(None)).ShouldBe(0);
        await ChangeAsync(8);
        _host.Time.Advance(TimeSpan.FromMinutes(10));
        (await Grain.TickAsync(None)).ShouldBe(1);
        var files = _host.Mails.Queued.Select(queued => queued.Content.Attachments.Single().Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)).ToList();
        files.Select(lines => lines.Length).Order().ShouldBe([2, 3]);
        files.SelectMany(lines => lines.Skip(1)).Select(line => line[(line.IndexOf("devices", StringComparison.Ordinal))..]).Order().ShouldBe(["devices,5,6", "devices,6,7", "devices,7,8"]);
    }

    // mutants: no mail server loses the report; a full outbox does; one who is off or removed gets it
    [Fact]
    public async Task Report_WithoutAMailServer_WaitsForOne_AndOneWhoIsOffGetsNone()
    {
        var id = await PutAsync(Billing);
        var off = await PutAsync(Billing with { Address = "off@provider.test", Active = false });
        var gone = await PutAsync(Billing with { Address = "gone@provider.test" });
        (await Grain.RemoveAsync(gone, Branch.System, None)).IsDone.ShouldBeTrue();
        _host.Mails.IsSet = false;
        To("2026-04-02T12:00Z");
        (await Grain.TickAsync(None)).ShouldBe(0);
        _host.Mails.IsSet = true;
        _host.Records.Order(_ => throw new InvalidOperationException("the outbox did not take the mail of a report"));
        await Should.ThrowAsync<Exception>(() => Grain.TickAsync(None));
        (await Grain.TickAsync(None)).ShouldBe(1);
        _host.Mails.Queued.ShouldHaveSingleItem().Content.To.ShouldBe("billing@provider.test");
        (await Grain.PutAsync(Billing with { Recipient = off, Address = "off@provider.test" }, Branch.System, None)).Result.IsDone.ShouldBeTrue();
        (await Grain.TickAsync(None)).ShouldBe(0, "what was due before it was switched on is not sent");
        (await Grain.ListAsync(Branch.System, None)).Select(view => view.Recipient.Id).ShouldBe([id, off], ignoreOrder: true);
    }

    // AZ11. Mutants: another kind of report; an address twice; who may only see contracts decides who gets them
    [Fact]
    public async Task Recipient_ThatCannotBe_IsRefused()
    {
        var id = await PutAsync(Billing);
        (await Grain.PutAsync(Billing with { Address = "x@y.test", Kinds = [(ContractReportKind)4] }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Invalid);
        (await Grain.PutAsync(Billing with { Address = "BILLING@provider.test" }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.NotUnique);
        (await Grain.PutAsync(Billing with { Recipient = RecipientId.New(_host.Time), Address = "x@y.test" }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.NotFound);
        (await Grain.PutAsync(Billing with { Recipient = id, Version = 7 }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Contended);
        var reader = await ActorAsync(Right.ReadContracts, Right.ReadUsers, Right.ReadReports, Right.MailSettings);
        (await Grain.PutAsync(Billing with { Address = "x@y.test" }, reader, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Grain.RemoveAsync(id, reader, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await Grain.ListAsync(reader, None)).ShouldBeEmpty();
        (await Grain.ListSendingsAsync(new(), reader, None)).Items.ShouldBeEmpty();
    }

    // AZ08. Mutant: by trying addresses somebody learns who is a user
    [Fact]
    public async Task Address_OfAUser_IsTaken_AndSaidSo_ToWhoMaySeeUsers()
    {
        var user = _host.Grains.User(Branch.Tenant, UserId.New(_host.Time));
        (await user.CreateAsync(new CreateUser { LoginName = "dora", DisplayName = "Dora", Email = "Dora@acme.test", Role = UserRole.User }, Branch.System, None)).Result.Messages.ShouldBeEmpty();
        var ofUser = Billing with { Address = "dora@acme.test" };
        (await Grain.PutAsync(ofUser, await ActorAsync(Right.EditContracts), None)).IsUser.ShouldBeNull();
        var knowing = await ActorAsync(Right.EditContracts, Right.ReadUsers);
        (await Grain.ListAsync(knowing, None)).ShouldHaveSingleItem().IsUser.ShouldBe(true);
        (await Grain.PutAsync(Billing, knowing, None)).IsUser.ShouldBe(false);
    }

    [Fact]
    public async Task Zone_ThatIsNotKnown_IsRefused()
    {
        (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { TimeZone = "Middle/Earth" }, Branch.System, None)).Messages.ShouldHaveSingleItem().ShouldStartWith("The time zone 'Middle/Earth'");
        (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { TimeZone = "../../etc/passwd" }, Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
    }

    private async Task<RecipientId> PutAsync(PutRecipient command)
    {
        var put = await Grain.PutAsync(command, Branch.System, None);
        put.Result.Messages.ShouldBeEmpty();
        return put.Recipient.ShouldNotBeNull();
    }

    private async Task ChangeAsync(int devices) => (await _host.Grains.Contracts(Branch.Tenant).PutAsync(Bakery with { Devices = devices }, Branch.System, None)).Messages.ShouldBeEmpty();

    private async Task ZoneAsync(string zone) => (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { TimeZone = zone }, Branch.System, None)).Messages.ShouldBeEmpty();

    private async Task<Actor> ActorAsync(params ImmutableArray<Right> rights)
    {
        var id = UserId.New(_host.Time);
        var made = await _host.Grains.User(Branch.Tenant, id).CreateAsync(new CreateUser { LoginName = $"made-{id}", DisplayName = "Made", Role = UserRole.User }, Branch.System, None);
        made.Result.Messages.ShouldBeEmpty();
        return Actor.Of((await _host.Grains.User(Branch.Tenant, id).GetAsync(None))!, [.. RightCatalog.WithImplied(rights).Select(ContractGrainTests.Held)], "");
    }

    private void To(string time) => _host.Time.Advance(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) - _host.Time.GetUtcNow());
}
