using System.Text;
using Platen.Domain.Mail;
using Platen.TestKit.Mail;

namespace Platen.Mail.Tests;

/// <summary>From the outbox in PostgreSQL to a mail server that nobody here wrote (SC10).</summary>
public sealed class DeliveryTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailDelivery _delivery = null!;

    public async Task InitializeAsync()
    {
        _delivery = await house.AddServerAsync();
        await house.SqlAsync<int>("DELETE FROM platen.mails; DELETE FROM platen.mails_lost; DELETE FROM platen.small_records; SELECT 1");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    // mutants: dots are not stuffed; names beyond ASCII go raw; the content stays in the table when it is sent
    [Theory]
    [InlineData("tls", MailSecurity.Tls, false)]
    [InlineData("tls", MailSecurity.Tls, true)]
    [InlineData("starttls", MailSecurity.StartTls, false)]
    [InlineData("none", MailSecurity.None, false)]
    public async Task Mail_IsDelivered_AsItWasWritten_AndNothingOfItStays(string way, MailSecurity security, bool loginOnly)
    {
        await using var server = await MailServer.StartAsync(way, loginOnly: loginOnly);
        await house.SetAsync(server, security, login: way != "none");
        var id = await house.QueueAsync("alice@acme.test");

        (await _delivery.RunOnceAsync(default)).ShouldBe(1);

        var mail = ReceivedMail.Read(server.Messages.ShouldHaveSingleItem());
        mail.To.ShouldBe("alice@acme.test");
        mail.Subject.ShouldBe("Über Mails, und weshalb ihre Betreffzeilen länger sein dürfen als eine Zeile");
        mail.Text.ShouldBe("A text.\n.begins with a dot\nGrüße\n");
        mail.Html.ShouldContain("<p>A text.");
        mail.Raw.ShouldContain($"Message-ID: <{id}@acme.test>");
        mail.Raw.ShouldContain("Auto-Submitted: auto-generated");
        mail.Raw.All(char.IsAscii).ShouldBeTrue();
        var row = await house.RowAsync(id);
        (row.State, row.Reason, row.Tries).ShouldBe((MailState.Sent, "250 2.0.0 taken as number 1", 1));
        (await house.SqlAsync<bool>("SELECT content IS NULL FROM platen.mails")).ShouldBeTrue();
    }

    // mutants: a certificate of anybody is taken; the password is sent before it is looked at
    [Theory]
    [InlineData("starttls", MailSecurity.StartTls, "its CA is not trusted")]
    [InlineData("tls", MailSecurity.Tls, "its CA is not trusted")]
    [InlineData("starttls", MailSecurity.StartTls, "its name is another")]
    [InlineData("none", MailSecurity.StartTls, "it has no STARTTLS")]
    [InlineData("tls", MailSecurity.Tls, "the password is wrong")]
    public async Task Server_ThatCannotBeTrustedOrUsed_GetsNoMail_AndTheMailWaits(string way, MailSecurity security, string what)
    {
        await using var server = await MailServer.StartAsync(way, what == "its name is another" ? ["mail.elsewhere.test"] : null);
        await house.SetAsync(server, security, trusted: what != "its CA is not trusted", password: what == "the password is wrong" ? "another" : MailServer.Password);
        var id = await house.QueueAsync("alice@acme.test");

        await _delivery.RunOnceAsync(default);

        server.Messages.ShouldBeEmpty();
        var row = await house.RowAsync(id);
        row.State.ShouldBe(MailState.Waiting);
        row.DueAt.ShouldBeGreaterThan(row.At + TimeSpan.FromSeconds(20));
        row.Reason.ShouldStartWith("The mail server");
        row.Reason.ShouldNotContain(MailServer.Password);
        (await _delivery.RunOnceAsync(default)).ShouldBe(0, "it is not due yet");
    }

    [Fact]
    public async Task Recipient_RefusedForGood_IsParkedWithTheReason_AndOneRefusedForNow_IsTriedAgain()
    {
        await using var server = await MailServer.StartAsync();
        await house.SetAsync(server);
        var (never, later) = (await house.QueueAsync("nobody@acme.test"), await house.QueueAsync("later@acme.test"));

        await _delivery.RunOnceAsync(default);

        (await house.RowAsync(never)).ShouldSatisfyAllConditions(row => row.State.ShouldBe(MailState.Parked), row => row.Reason.ShouldBe("The mail server refuses the recipient (550 5.1.1 no such mailbox)."));
        (await house.RowAsync(later)).ShouldSatisfyAllConditions(row => row.State.ShouldBe(MailState.Waiting), row => row.Reason.ShouldBe("The mail server refuses the recipient (451 4.3.0 come again)."), row => row.Tries.ShouldBe(1));
        for (var tries = 2; tries <= MailLimits.TriesMax; tries++)
        {
            await house.HurryAsync();
            await _delivery.RunOnceAsync(default);
        }

        (await house.RowAsync(later)).ShouldSatisfyAllConditions(row => row.State.ShouldBe(MailState.Parked), row => row.Reason.ShouldStartWith("Given up after 16 tries:"));
        (await house.Outbox.ReleaseAsync(MailHouse.Acme, later, default)).ShouldBeTrue();
        (await house.RowAsync(later)).Tries.ShouldBe(0);
    }

    [Fact]
    public async Task Server_Away_MailWaits_AndGoesOutWhenItIsBack()
    {
        int port;
        await using (var gone = await MailServer.StartAsync())
        {
            port = gone.Port;
            await house.SetAsync(gone, trusted: false);
        }

        var id = await house.QueueAsync("alice@acme.test");
        await _delivery.RunOnceAsync(default);
        (await house.RowAsync(id)).State.ShouldBe(MailState.Waiting);

        await using var back = await MailServer.StartAsync(port: port);
        await house.SetAsync(back);
        await house.HurryAsync();
        await _delivery.RunOnceAsync(default);
        back.Messages.ShouldHaveSingleItem();
    }

    // mutant: no SKIP LOCKED, or a lease that two servers get
    [Fact]
    public async Task Mails_OfTwoServersAtOnce_AreSentOnceEach()
    {
        await using var server = await MailServer.StartAsync();
        await house.SetAsync(server);
        var second = await house.AddServerAsync();
        for (var number = 0; number < 60; number++)
        {
            await house.QueueAsync($"user-{number}@acme.test");
        }

        await Task.WhenAll(DrainAsync(_delivery), DrainAsync(second), DrainAsync(_delivery));

        server.Messages.Select(message => ReceivedMail.Read(message).To).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 60).Select(number => $"user-{number}@acme.test").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Mail_TooLate_OrOfAnotherMasterKey_IsParked()
    {
        await using var server = await MailServer.StartAsync();
        await house.SetAsync(server);
        var late = await house.QueueAsync("alice@acme.test", usefulFor: TimeSpan.FromMilliseconds(1));
        var foreign = await house.QueueAsync("alice@acme.test");
        await house.SqlAsync<int>($"UPDATE platen.mails SET content = set_byte(content, 20, get_byte(content, 20) # 1) WHERE id = '{foreign}'; SELECT 1");

        await _delivery.RunOnceAsync(default);

        server.Messages.ShouldBeEmpty();
        (await house.RowAsync(late)).Reason.ShouldBe("It came too late to be of use.");
        (await house.RowAsync(foreign)).Reason.ShouldBe("It was sealed under another master key.");
    }

    // mutant: the stored password opens for whatever host is dialled
    [Fact]
    public async Task Password_OfOneServer_IsNotSentToAnother()
    {
        await using var theirs = await MailServer.StartAsync();
        await using var mine = await MailServer.StartAsync();
        await house.SetAsync(theirs);
        var settings = (await house.Records.FindMailSettingsAsync(MailHouse.Acme, default))!;
        await house.SetAsync(settings with { Port = mine.Port, CertificateAuthorities = await File.ReadAllTextAsync(mine.Ca.PemFile), Version = settings.Version + 1 });
        var id = await house.QueueAsync("alice@acme.test");

        await _delivery.RunOnceAsync(default);

        mine.Messages.ShouldBeEmpty();
        (await house.RowAsync(id)).Reason.ShouldContain("was given for another server");
    }

    [Fact]
    public async Task Default_OfTheServer_IsUsedWhereTheTenantHasNone()
    {
        await using var server = await MailServer.StartAsync();
        var password = Path.GetTempFileName();
        await File.WriteAllTextAsync(password, MailServer.Password + "\n");
        var delivery = await house.AddServerAsync(options =>
        {
            (options.Host, options.Port, options.CaFile, options.SenderAddress) = ("localhost", server.Port, server.Ca.PemFile, "platen@acme.test");
            (options.UserName, options.PasswordFile) = (MailServer.UserName, password);
        });
        await house.QueueAsync("alice@acme.test");
        await delivery.RunOnceAsync(default);
        File.Delete(password);
        server.Messages.ShouldHaveSingleItem().ShouldContain("From: \"Platen\" <platen@acme.test>");
    }

    [Fact]
    public async Task Mail_WithoutAnyServer_Waits()
    {
        var id = await house.QueueAsync("alice@acme.test");
        await _delivery.RunOnceAsync(default);
        (await house.RowAsync(id)).ShouldSatisfyAllConditions(row => row.State.ShouldBe(MailState.Waiting), row => row.Reason.ShouldBe("No mail server is set."));
    }

    // mutant: the content lies in clear beside its sealed copy
    [Fact]
    public async Task Content_InTheDatabase_IsSealed()
    {
        await house.QueueAsync("alice@acme.test", "the secret link");
        var text = Encoding.Latin1.GetString((await house.SqlAsync<byte[]>("SELECT content FROM platen.mails"))!);
        text.ShouldNotContain("secret link");
        text.ShouldNotContain("alice");
    }

    private static async Task DrainAsync(MailDelivery delivery)
    {
        while (await delivery.RunOnceAsync(default) > 0)
        {
        }
    }
}
