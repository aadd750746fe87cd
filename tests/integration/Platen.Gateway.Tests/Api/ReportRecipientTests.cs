using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;
using Platen.TestKit.Mail;

namespace Platen.Gateway.Tests.Api;

/// <summary>AZ11: people outside get reports of contracts by a real mail server, and nothing else.</summary>
[Collection(SiloTests.Name)]
public sealed class ReportRecipientTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    // AZ11. Mutants: another kind of report is taken; an address in the audit log
    [Fact]
    public async Task Recipient_GetsTheThreeReportsOnly()
    {
        foreach (var report in new[] { "user-report", "ledger", "unspecified", "4", "ContractHistory" })
        {
            using var refused = await silo.Administrator.PostAsJsonAsync("api/v1/contracts/recipients", Recipient("kinds@outside.test", report));
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, report);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("give one of provider-contracts, customer-contracts, contract-history");
        }

        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/contracts/recipients", Recipient("kinds@outside.test", "provider-contracts", "contract-history")));
        var address = $"api/v1/contracts/recipients/{made.GetProperty("id").GetString()}";
        using (var changed = await silo.Administrator.PutAsJsonAsync(address, Recipient("kinds@outside.test", "customer-contracts")))
        {
            changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        }

        (await silo.Administrator.GetStringAsync("api/v1/contracts/recipients")).ShouldContain("\"email\":\"kinds@outside.test\",\"reports\":[\"customer-contracts\"]");
        using (var removed = await silo.Administrator.DeleteAsync(address))
        {
            removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await silo.Administrator.GetStringAsync("api/v1/contracts/recipients")).ShouldNotContain("kinds@");
        var log = await silo.Administrator.GetStringAsync("api/v1/audit");
        log.ShouldContain("report-recipient.removed");
        log.ShouldContain("outside.test");
        log.ShouldNotContain("kinds@");
    }

    [Fact]
    public async Task Report_ArrivesByMail_WithItsTable_AndOnce()
    {
        await using var server = await MailServer.StartAsync();
        using var set = await silo.Administrator.PutAsJsonAsync("api/v1/mail-server", new
        {
            host = "localhost", port = server.Port, userName = MailServer.UserName, password = MailServer.Password, senderAddress = "printing@acme.test", certificateAuthorities = server.Ca.Pem,
        });
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
        try
        {
            using var put = await silo.Administrator.PutAsJsonAsync("api/v1/contracts/mail-1", new { number = "M/1", kind = "customer", party = "Bäckerei", start = "2020-01-01", devices = 4 });
            put.StatusCode.ShouldBe(HttpStatusCode.NoContent, await put.Content.ReadAsStringAsync());
            var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/contracts/recipients", Recipient("billing@outside.test", "customer-contracts")));
            await LetAMonthGoByAsync(RecipientId.Parse(made.GetProperty("id").GetString()!));

            var recipients = silo.Services.GetRequiredService<IGrainFactory>().ReportRecipients(SiloHost.Tenant);
            await recipients.TickAsync(default);
            var mail = await server.WaitAsync("billing@outside.test", "Kundenverträge von");
            (await recipients.TickAsync(default)).ShouldBe(0);

            mail.Text.ShouldContain("wenden Sie sich an: Ms Desk");
            mail.Link.ShouldBeEmpty();
            mail.Raw.All(char.IsAscii).ShouldBeTrue();
            var (name, table) = await PythonReadsAsync(mail.Raw);
            name.ShouldStartWith("customer-contracts-20");
            table.ShouldContain("contract,M/1,Bäckerei,running,2020-01-01,,,4,,\r\n");
            server.Messages.Count(message => message.Contains("billing@outside.test", StringComparison.Ordinal)).ShouldBe(1);

            using var browser = await Browser.LogInAsync(silo, "root");
            var page = await browser.PageAsync("contracts/recipients");
            page.ShouldContain("billing@outside.test");
            page.ShouldContain("taken as number");
            (await silo.Administrator.GetStringAsync("api/v1/contracts/recipients/sendings")).ShouldContain("\"state\":\"sent\"");
            (await silo.Administrator.GetStringAsync("api/v1/audit")).ShouldContain("report.queued");
        }
        finally
        {
            using var off = await silo.Administrator.PutAsJsonAsync("api/v1/mail-server", new { enabled = false, host = "localhost", senderAddress = "printing@acme.test" });
        }
    }

    [Fact]
    public async Task Page_AddsChangesAndRemoves_AndSaysWhoseAddressItIs()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var none = await browser.PostAsync("contracts/recipients?handler=Save", ("recipient", ""), ("version", ""), ("email", "page@outside.test"), ("interval", "weekly"), ("language", "en"), ("contact", "Desk"), ("active", "true"));
        (await none.Content.ReadAsStringAsync()).ShouldContain("none that people outside get");
        await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "page-user", displayName = "Page", email = "page@outside.test", password = SiloHost.Password }));
        using var added = await browser.PostAsync(
            "contracts/recipients?handler=Save", ("recipient", ""), ("version", ""), ("email", "page@outside.test"), ("interval", "onChange"), ("language", "en"), ("contact", "Desk"), ("active", "true"), ("contract-history", "true"));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect, await added.Content.ReadAsStringAsync());
        added.Headers.Location!.OriginalString.ShouldEndWith("recipient-is-user");
        var page = await browser.PageAsync("contracts/recipients");
        page.ShouldContain("a user's address");
        var id = page[page.IndexOf("page@outside.test", StringComparison.Ordinal)..].Split("?edit=")[1][..36];
        (await browser.PageAsync($"contracts/recipients?edit={id}")).ShouldContain("Change the recipient");
        using var changed = await browser.PostAsync(
            "contracts/recipients?handler=Save", ("recipient", id), ("version", "1"), ("email", "page@outside.test"), ("interval", "weekly"), ("language", "de"), ("contact", "Desk"), ("provider-contracts", "true"));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await changed.Content.ReadAsStringAsync());
        (await browser.PageAsync("contracts/recipients")).ShouldContain("on Mondays");
        using var removed = await browser.PostAsync("contracts/recipients?handler=Remove", ("recipient", id));
        removed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await removed.Content.ReadAsStringAsync());
    }

    private static object Recipient(string email, params string[] reports) => new { email, reports, interval = "monthly", language = "de", contact = "Ms Desk" };

    // what no call can do: the recipient was there before the last month ended
    private async Task LetAMonthGoByAsync(RecipientId id)
    {
        var row = (await silo.Services.GetRequiredService<IReportRecipients>().AllAsync(SiloHost.Tenant, default)).Single(recipient => recipient.Id == id);
        var older = row with { Since = row.Since.AddDays(-40), Version = row.Version + 1 };
        var written = await silo.Services.GetRequiredService<IRecordStore>().CommitAsync(new Commit { Tenant = SiloHost.Tenant, AuditChain = "console", Changes = [new ReportRecipientChange(older) { ExpectedVersion = row.Version }] }, default);
        written.Code.ShouldBe(CommitCode.Committed);
    }

    // Python's own parser of messages (RFC 2045, RFC 2046, RFC 2183) reads the file
    private static async Task<(string Name, string Text)> PythonReadsAsync(string raw)
    {
        const string Program = "import email, email.policy, sys\nm = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)\n[f] = list(m.iter_attachments())\nassert f.get_content_type() == 'text/csv' and m.get_body(('plain',)) and m.get_body(('html',)) and not m.defects\nsys.stdout.buffer.write((f.get_filename() + '\\n').encode() + f.get_payload(decode=True))";
        using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/python3", ["-c", Program]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        await python.StandardInput.WriteAsync(raw);
        python.StandardInput.Close();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        python.ExitCode.ShouldBe(0);
        var parts = output.Split('\n', 2);
        return (parts[0], parts[1]);
    }
}
