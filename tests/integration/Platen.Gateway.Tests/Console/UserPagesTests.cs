using System.Net;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Console;

/// <summary>AU02, AU04, AU08, AU12, AU13, AU14 on the console's pages: several users at once, users from a file, logins at devices, card readers.</summary>
[Collection(SiloTests.Name)]
public sealed class UserPagesTests(SiloHost silo)
{
    [Fact]
    public async Task Import_IsTriedFirst_ThenDone_AndShowsEachLinesFault()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        const string Csv = "loginName,email,issuePin\npage-import-1,p1@example.com,true\npage-import-2,nowhere,\n";
        using var trial = await browser.PostFormAsync("users/import?handler=Check", ("file", Csv, "users.csv"));
        var html = WebUtility.HtmlDecode(await trial.Content.ReadAsStringAsync());
        trial.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        html.ShouldContain("What would be done");
        html.ShouldContain("1 added, 0 changed, 1 refused");
        html.ShouldContain("'nowhere' is no e-mail address");
        (await silo.Administrator.GetStringAsync("api/v1/users?search=page-import")).ShouldNotContain("page-import-1", Case.Sensitive, "mutant: the trial does it");

        using var real = await browser.PostFormAsync("users/import?handler=Apply", ("text", Csv, ""));
        html = await real.Content.ReadAsStringAsync();
        html.ShouldContain("What was done");
        html.ShouldContain("class=\"secret\"");
        (await silo.Administrator.GetStringAsync("api/v1/users?search=page-import")).ShouldContain("page-import-1");

        using var wrong = await browser.PostFormAsync("users/import?handler=Check", ("file", "shoeSize\n41", "users.csv"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("shoeSize");
    }

    [Fact]
    public async Task SeveralUsers_AreChangedAtOnce_EachWithAResult()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        var users = new List<string>();
        foreach (var name in new[] { "bulk-1", "bulk-2" })
        {
            using var made = await silo.Administrator.PostAsync("api/v1/users", System.Net.Http.Json.JsonContent.Create(new { loginName = name, displayName = name }));
            users.Add(System.Text.Json.JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("user").GetProperty("id").GetString()!);
        }

        (string, string)[] ticked = [.. users.Select(user => ("user", user))];
        using var pins = await browser.PostAsync("users", [.. ticked, ("action", "pin")]);
        (await pins.Content.ReadAsStringAsync()).Split("class=\"secret\"").Length.ShouldBe(3);
        using var phases = await browser.PostAsync("users", [.. ticked, ("action", "twoPhases")]);
        (await silo.Administrator.GetStringAsync($"api/v1/users/{users[0]}")).ShouldContain("\"demandedSecondPhase\":\"pinOrPassword\"");
        using var shut = await browser.PostAsync("users", [.. ticked, ("action", "deactivate")]);
        (await silo.Administrator.GetStringAsync($"api/v1/users/{users[1]}")).ShouldContain("\"active\":false");
        using var nobody = await browser.PostAsync("users", ("action", "deactivate"));
        nobody.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // Mutants: the question does it already; the search is forgotten, so that everybody is changed; a second page is left out
    [Fact]
    public async Task AllThatMatch_AreChangedAfterAQuestion_StepByStep()
    {
        const int Users = 103; // more than a step
        var csv = "loginName,displayName\n" + string.Concat(Enumerable.Range(0, Users).Select(i => $"all-of-these-{i},All {i}\n")) + "all-but-this,Other\n";
        using (await silo.Administrator.PostAsync("api/v1/users/import", new StringContent(csv, System.Text.Encoding.UTF8, "text/csv")))
        {
        }

        using var browser = await Browser.LogInAsync(silo, "root");
        using var question = await browser.PostAsync("users", ("all", "true"), ("action", "twoPhases"), ("search", "all-of-these-"));
        var html = WebUtility.HtmlDecode(await question.Content.ReadAsStringAsync());
        html.ShouldContain("103 users match “all-of-these-”");
        (await DemandedAsync()).ShouldBe(0);
        var (after, steps) = ("", 0);
        do
        {
            using var step = await browser.PostAsync("users", ("all", "true"), ("confirmed", "true"), ("action", "twoPhases"), ("search", "all-of-these-"), ("total", "103"), ("after", after));
            html = WebUtility.HtmlDecode(await step.Content.ReadAsStringAsync());
            after = System.Text.RegularExpressions.Regex.Match(html, "name=\"after\" value=\"([^\"]*)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
            steps++;
        }
        while (after.Length > 0 && steps < 5);
        (steps, await DemandedAsync()).ShouldBe((2, Users));
        (await silo.Administrator.GetStringAsync("api/v1/users?search=all-but-this")).ShouldContain("\"demandedSecondPhase\":\"none\"");
        using var pins = await browser.PostAsync("users", ("all", "true"), ("confirmed", "true"), ("action", "pin"), ("search", "all-of-these-"));
        pins.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        async Task<int> DemandedAsync() => (await silo.Administrator.GetStringAsync("api/v1/users?search=all-of-these-&limit=200")).Split("\"demandedSecondPhase\":\"pinOrPassword\"").Length - 1;
    }

    // AZ03: a group's roles are given on its page, and only by who may give them
    [Fact]
    public async Task GroupsRoles_AreGivenOnItsPage()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var made = await silo.Administrator.PostAsync("api/v1/groups", System.Net.Http.Json.JsonContent.Create(new { name = "page-roles" }));
        var id = System.Text.Json.JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var saved = await browser.PostAsync($"groups/{id}?handler=Roles", ("role", "customer-admin"), ("sites-customer-admin", ""));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        (await silo.Administrator.GetStringAsync($"api/v1/groups/{id}/roles")).ShouldContain("customer-admin");
        (await browser.PageAsync($"groups/{id}")).ShouldContain("Save the roles");
        using var wrong = await browser.PostAsync($"groups/{id}?handler=Roles", ("role", "customer-admin"), ("sites-customer-admin", "No Site!"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("is no site");
        using var over = await browser.PostAsync($"groups/{id}?handler=Roles", ("role", "user-admin"), ("sites-user-admin", ""), ("groups-user-admin", "PAGE-ROLES"));
        over.StatusCode.ShouldBe(HttpStatusCode.Redirect, await over.Content.ReadAsStringAsync());
        (await silo.Administrator.GetStringAsync($"api/v1/groups/{id}/roles")).ShouldContain($"\"groups\":[\"{id}\"]");
        (await browser.PageAsync($"groups/{id}")).ShouldContain("name=\"groups-user-admin\" value=\"page-roles\"");
        using var unknown = await browser.PostAsync($"groups/{id}?handler=Roles", ("role", "user-admin"), ("groups-user-admin", "nowhere"));
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("There is no group");
        using var none = await browser.PostAsync($"groups/{id}?handler=Roles");
        (await silo.Administrator.GetStringAsync($"api/v1/groups/{id}/roles")).ShouldNotContain("customer-admin");
    }

    [Fact]
    public async Task Audit_VerifiedOnItsPage_SaysWhatItWasComparedWith()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var begun = await browser.PostAsync("audit");
        begun.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SiloHost.ReadAsync(await silo.Administrator.PostAsync("api/v1/audit/verify", null))).GetProperty("whole").GetBoolean().ShouldBeTrue();
        (await browser.PageAsync("audit")).ShouldContain("The log is whole");
        using var accepted = await silo.Administrator.PostAsync("api/v1/audit/accept-restore", null);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Conflict, "nothing was put back");
    }

    [Fact]
    public async Task Reader_TriedOnThePage_ShowsEachStep_AndSavedFormatsCanBeChosen()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var tried = await browser.PostAsync("settings/readers?handler=Test", ("sent", "04:A2:B3:C4"), ("rule", "hex; reverse-bytes; to-decimal 10"));
        (await tried.Content.ReadAsStringAsync()).ShouldContain("3300106756");
        using var wrong = await browser.PostAsync("settings/readers?handler=Save", ("name/0", "bad"), ("rule/0", "turn"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var saved = await browser.PostAsync("settings/readers?handler=Save", ("name/0", "desk reader"), ("rule/0", "decimal 32; to-hex 8"), ("alsoAsSent/0", "true"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("settings/logins")).ShouldContain("desk reader");
        using var traced = await silo.Administrator.PostAsync("api/v1/tenant/logins/reader-test", System.Net.Http.Json.JsonContent.Create(new { format = "desk reader", sent = "77771716" }));
        (await traced.Content.ReadAsStringAsync()).ShouldContain("\"number\":\"04A2B3C4\"");
        using var gone = await browser.PostAsync("settings/readers?handler=Save");
    }

    [Fact]
    public async Task Lockout_ByPreset_TakesThePresetsValues()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        (string, string)[] fields = [("secondPhase", "unspecified"), ("qrLogin", "true"), ("lockoutFailures", "9"), ("lockoutSeconds", "9"), ("sameSecretDevices", "5"), ("fleetFailures", "200"), ("fleetThrottleMinutes", "15")];
        using var preset = await browser.PostAsync("settings/logins", [.. fields, ("preset", "3/30")]);
        preset.StatusCode.ShouldBe(HttpStatusCode.Redirect, await preset.Content.ReadAsStringAsync());
        var tenant = await silo.Administrator.GetStringAsync("api/v1/tenant");
        tenant.ShouldContain("\"lockoutFailures\":3");
        tenant.ShouldContain("\"lockoutSeconds\":1800");
        using var usual = await browser.PostAsync("settings/logins", [.. fields, ("preset", "5/15")]);
        using var wrong = await browser.PostAsync("settings/logins", [.. fields[..^1], ("fleetThrottleMinutes", "0")]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task QrPage_OfACodeThatIsNone_TellsSoAndApprovesNothing()
    {
        using var browser = await Browser.LogInAsync(silo, "carol");
        (await browser.PageAsync("qr/" + new string('a', 32))).ShouldContain("its time is over");
        using var post = await browser.PostAsync("qr/" + new string('a', 32), ("number", "42"));
        post.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var odd = await browser.GetAsync("qr/..%2fx");
        odd.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
