using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;
using Platen.TestKit.Mail;

namespace Platen.Gateway.Tests.SelfService;

/// <summary>AU01 and forgotten passwords over REST and on the pages, from the request to a real mail server and back by the link.</summary>
[Collection(SiloTests.Name)]
public sealed class SelfServiceTests(SiloHost silo) : IAsyncLifetime
{
    private MailServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await MailServer.StartAsync();
        await silo.LogInAnewAsync();
        using var set = await silo.Administrator.PutAsJsonAsync("api/v1/mail-server", new
        {
            host = "localhost", port = _server.Port, userName = MailServer.UserName, password = MailServer.Password, senderAddress = "printing@acme.test", certificateAuthorities = _server.Ca.Pem,
        });
        (await SiloHost.ReadAsync(set)).GetRawText().ShouldNotContain(MailServer.Password);
        await PolicyAsync(new { enabled = true, mailDomains = new[] { "acme.test" }, passwordByMail = true, needsApproval = false, pin = "shown" });
    }

    public async Task DisposeAsync()
    {
        await PolicyAsync(new { enabled = false, passwordByMail = false });
        using var off = await silo.Administrator.PutAsJsonAsync("api/v1/mail-server", new { enabled = false, host = "localhost", senderAddress = "printing@acme.test" });
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Registration_OverRest_EndsWithAnAccount_ThatLogsIn()
    {
        using var client = silo.CreateClient(source: IPAddress.Parse("127.0.0.31"));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de-AT, en");
        using (var asked = await client.PostAsJsonAsync("api/v1/registrations", new { name = "Dora", email = "dora@acme.test" }))
        {
            asked.StatusCode.ShouldBe(HttpStatusCode.Accepted, await asked.Content.ReadAsStringAsync());
        }

        var mail = await _server.WaitAsync("dora@acme.test", "Bestätigen Sie Ihre E-Mail-Adresse");
        mail.Link.ShouldStartWith($"https://127.0.0.1:{silo.HttpsPort}/register/confirm#");
        var made = await SiloHost.ReadAsync(await client.PostAsJsonAsync("api/v1/registrations/confirm", new { token = mail.Token, password = "Kettle-drum-4852" }));
        made.GetProperty("pin").GetString()!.Length.ShouldBe(6);
        using (var twice = await client.PostAsJsonAsync("api/v1/registrations/confirm", new { token = mail.Token, password = "Kettle-drum-4852" }))
        {
            twice.StatusCode.ShouldBe(HttpStatusCode.Conflict, await twice.Content.ReadAsStringAsync());
        }

        (await silo.TokenAsync("dora@acme.test", "Kettle-drum-4852")).ShouldNotBeEmpty();
        (await _server.WaitAsync("dora@acme.test", "Ihr Konto ist bereit")).Text.ShouldNotContain(made.GetProperty("pin").GetString()!);
        (await silo.Administrator.GetStringAsync("api/v1/mails")).ShouldSatisfyAllConditions(list => list.ShouldContain("\"purpose\":\"welcome\""), list => list.ShouldNotContain("dora@"), list => list.ShouldNotContain(mail.Token));
    }

    // mutants: a host header that steers the link; a status, body or header that tells who is known
    [Fact]
    public async Task Requests_ForKnownAndUnknown_AreAnsweredAlike_AndTheLinkIsOurs()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "known-one", displayName = "Known", email = "known-one@acme.test", password = SiloHost.Password, passwordIsInitial = false }));
        var answers = new List<string>();
        foreach (var (path, body) in new (string, object)[]
        {
            ("api/v1/registrations", new { name = "X", email = "known-one@acme.test" }), ("api/v1/registrations", new { name = "X", email = "unknown-one@acme.test" }),
            ("api/v1/password-resets", new { name = "known-one" }), ("api/v1/password-resets", new { name = "unknown-one" }), ("api/v1/password-resets", new { name = "unknown-one@acme.test" }),
        })
        {
            using var client = silo.CreateClient(source: IPAddress.Parse("127.0.0.32"));
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Host = "evil.example";
            using var answer = await client.SendAsync(request);
            answers.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()} {string.Join(',', answer.Headers.Select(header => header.Key))}");
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("202");
        (await _server.WaitAsync("known-one@acme.test", "You are registered already")).Text.ShouldNotContain("#");
        (await _server.WaitAsync("unknown-one@acme.test", "Confirm your e-mail address")).Link.ShouldNotContain("evil");
        (await _server.WaitAsync("known-one@acme.test", "Choose a new password")).Link.ShouldStartWith($"https://127.0.0.1:{silo.HttpsPort}/forgot/password#");
        _server.Messages.Select(ReceivedMail.Read).Count(mail => mail.To == "unknown-one@acme.test").ShouldBe(1, "nobody is mailed about a password of nobody");
    }

    // mutant: work that is done only for who is known
    [Fact]
    public async Task Requests_ForKnownAndUnknown_TakeAsLong()
    {
        const int Rounds = 8;
        for (var i = 0; i < Rounds; i++)
        {
            await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = $"timed-{i}", displayName = "Timed", email = $"timed-{i}@acme.test" }));
        }

        using var client = silo.CreateClient(source: IPAddress.Parse("127.0.0.33"));
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            known.Add(await TimeAsync(client, $"timed-{i}@acme.test"));
            unknown.Add(await TimeAsync(client, $"nobody-{i}@acme.test"));
        }

        var ratio = Median(known) / Median(unknown);
        ratio.ShouldBeInRange(0.4, 2.5, $"known {Median(known):0.0} ms, unknown {Median(unknown):0.0} ms");
    }

    [Fact]
    public async Task Approval_OnThePage_LetsTheUserIn()
    {
        await PolicyAsync(new { needsApproval = true, approverAddress = "boss@acme.test" });
        using var person = new Browser(silo);
        using (var asked = await person.PostAsync("register", ("displayName", "Erik Waiting"), ("email", "erik@acme.test")))
        {
            (await asked.Content.ReadAsStringAsync()).ShouldContain("A mail is on its way to you.");
        }

        var token = (await _server.WaitAsync("erik@acme.test", "Confirm")).Token;
        using (var made = await person.PostAsync("register/confirm", ("token", token), ("password", "Kettle-drum-4852"), ("again", "Kettle-drum-4852")))
        {
            (await made.Content.ReadAsStringAsync()).ShouldContain("An administrator looks at your account first.");
        }

        await _server.WaitAsync("boss@acme.test", "erik@acme.test");
        using (var tooSoon = await person.PostAsync("login", ("loginName", "erik@acme.test"), ("password", "Kettle-drum-4852")))
        {
            tooSoon.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var admin = await Browser.LogInAsync(silo, "root");
        var html = await admin.PageAsync("users");
        html.ShouldContain("Registered, waiting for approval");
        var id = (await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/users?search=erik"))).GetProperty("items")[0].GetProperty("id").GetString();
        using (var approved = await admin.PostAsync($"users/{id}?handler=Reactivate"))
        {
            approved.Headers.Location!.ToString().ShouldContain("done=approved");
        }

        await _server.WaitAsync("erik@acme.test", "Your account is approved");
        (await silo.TokenAsync("erik@acme.test", "Kettle-drum-4852")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task ForgottenPassword_IsReplaced_AndOtherSessionsEnd()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "frida", displayName = "Frida", email = "frida@acme.test", password = SiloHost.Password, passwordIsInitial = false }));
        using var former = await silo.LogInAsync("frida");
        using var client = silo.CreateClient(source: IPAddress.Parse("127.0.0.34"));
        using (await client.PostAsJsonAsync("api/v1/password-resets", new { name = "Frida" }))
        {
        }

        var token = (await _server.WaitAsync("frida@acme.test", "Choose a new password")).Token;
        using (var weak = await client.PostAsJsonAsync("api/v1/password-resets/confirm", new { token, password = "frida" }))
        {
            weak.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await weak.Content.ReadAsStringAsync());
        }

        using (var done = await client.PostAsJsonAsync("api/v1/password-resets/confirm", new { token, password = "Copper-kettle-52" }))
        {
            done.StatusCode.ShouldBe(HttpStatusCode.NoContent, await done.Content.ReadAsStringAsync());
        }

        (await former.GetAsync("api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await silo.TokenAsync("frida", "Copper-kettle-52")).ShouldNotBeEmpty();
        (await _server.WaitAsync("frida@acme.test", "Your login was changed")).Text.ShouldContain("by means of a link");
        var audit = await silo.Administrator.GetStringAsync("api/v1/audit");
        audit.ShouldContain("user.password-reset");
        audit.ShouldNotContain(token);
    }

    private static async Task<double> TimeAsync(HttpClient client, string email)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.PostAsJsonAsync("api/v1/registrations", new { name = "X", email });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private async Task PolicyAsync(object policy)
    {
        using var set = await silo.Administrator.PatchAsync("api/v1/tenant/registration", JsonContent.Create(policy));
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
    }
}
