using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using System.Text;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Tests.Sessions;
using static Platen.SiteAgent.Tests.Panel.PanelFixture;

namespace Platen.SiteAgent.Tests.Panel;

public sealed class PanelJsonTests : IAsyncLifetime
{
    private PanelFixture _panel = null!;

    public async Task InitializeAsync() => _panel = await StartAsync();

    public async Task DisposeAsync() => await _panel.DisposeAsync();

    [Fact]
    public async Task Device_Asked_TellsWhatATerminalNeeds()
    {
        var device = await JsonAsync(await _panel.GetAsync("mfp-1"));

        device.GetProperty("name").GetString().ShouldBe("Copier mfp-1");
        device.GetProperty("logins").EnumerateArray().Select(l => l.GetString()).ShouldBe(["pin", "card", "password"]);
        device.GetProperty("site").GetProperty("online").GetBoolean().ShouldBeTrue();
        await ShouldBeProblemAsync(await _panel.GetAsync("nothing"), HttpStatusCode.NotFound, "device-unknown");
    }

    // mutant: a list of owners' jobs made once keeps showing them after the owner has taken the delegation back
    [Fact]
    public async Task Jobs_OfSomebodyWhoNamesADelegate_AreListedWithTheOwnersName_AndOnlyPrinted()
    {
        var bob = Replica.ReplicaFixture.User(2, "bob");
        bob.DelegateUserIds.Add(SessionFixture.Alice.ToString());
        await _panel.People.SendAsync(new Change { User = bob });
        var job = _panel.Jobs.Hold(SessionFixture.Bob, "bobs.pdf");
        var token = await _panel.LogInAsync();

        var listed = (await JsonAsync(await _panel.GetAsync("mfp-1/jobs", token))).GetProperty("jobs").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("ownerName").GetString().ShouldBe("User 2");
        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{job.Id}", null, token), HttpStatusCode.NotFound, "job-unknown");
        (await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = job.Id.ToString() } } }, token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await _panel.People.SendAsync(new Change { User = Replica.ReplicaFixture.User(2, "bob") });
        (await JsonAsync(await _panel.GetAsync("mfp-1/jobs", token))).GetProperty("jobs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Login_ByEachMethod_GivesASession()
    {
        foreach (var credential in new object[]
        {
            new { method = "pin", pin = SessionFixture.AlicePin },
            new { method = "card", card = "04:a2:b3:c4:d5" },
            new { method = "password", loginName = "Alice", password = SessionFixture.AlicePassword },
        })
        {
            var answer = await _panel.PostAsync("mfp-1/session", credential);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var session = await JsonAsync(answer);
            session.GetProperty("user").GetProperty("displayName").GetString().ShouldBe("Alice Müller");
            session.GetProperty("idleSeconds").GetInt32().ShouldBe(60);
            var token = session.GetProperty("token").GetString()!;
            var again = await JsonAsync(await _panel.GetAsync("mfp-1/session", token));
            again.TryGetProperty("token", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Login_Refused_SaysWhyAndWhenToTryAgain()
    {
        var pin = new { method = "pin", pin = "000000" };
        for (var i = 0; i < 5; i++)
        {
            await ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/session", pin), HttpStatusCode.Unauthorized, "wrong-credential");
        }

        var throttled = await _panel.PostAsync("mfp-1/session", pin);
        await ShouldBeProblemAsync(throttled, HttpStatusCode.TooManyRequests, "throttled");
        throttled.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await JsonAsync(throttled)).GetProperty("detail").GetString()!.ShouldContain("Wait 1 second");

        _panel.People.Link.IsOnline = false;
        _panel.People.Time.Advance(TimeSpan.FromHours(2));
        await ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/session", pin), HttpStatusCode.ServiceUnavailable, "offline-too-long");
    }

    [Fact]
    public async Task Password_WrongThreeTimes_IsLocked()
    {
        for (var i = 0; i < 3; i++)
        {
            await _panel.PostAsync("mfp-1/session", new { method = "password", loginName = "alice", password = "x" });
        }

        var answer = await _panel.PostAsync("mfp-1/session", new { method = "password", loginName = "alice", password = SessionFixture.AlicePassword });
        await ShouldBeProblemAsync(answer, HttpStatusCode.Forbidden, "locked");
        (await JsonAsync(answer)).GetProperty("detail").GetString()!.ShouldContain("15 minutes");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"method\":\"pin\"}")]
    [InlineData("{\"method\":\"pin\",\"pin\":482915}")]
    [InlineData("{\"method\":\"magic\",\"pin\":\"482915\"}")]
    [InlineData("{\"method\":\"password\",\"loginName\":\"alice\",\"password\":\"\\ud800\"}")]
    public async Task Login_BodyOfTheWrongForm_IsABadRequestThatRepeatsNoSecret(string body)
    {
        var answer = await _panel.SendAsync(HttpMethod.Post, "mfp-1/session", new StringContent(body, Encoding.UTF8, "application/json"), null);

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "bad-request");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("482915");
    }

    [Fact]
    public async Task Login_BodyTooLargeOrNoJson_IsRefused()
    {
        var large = new StringContent("{\"method\":\"pin\",\"pin\":\"" + new string('1', 9000) + "\"}", Encoding.UTF8, "application/json");
        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Post, "mfp-1/session", large, null), HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Post, "mfp-1/session", new StringContent("pin=1"), null), HttpStatusCode.UnsupportedMediaType, "json-needed");
    }

    [Fact]
    public async Task Token_MissingForeignOrTimedOut_IsRefused()
    {
        var token = await _panel.LogInAsync();
        await ShouldBeProblemAsync(await _panel.GetAsync("mfp-1/jobs"), HttpStatusCode.Unauthorized, "session-needed");
        await ShouldBeProblemAsync(await _panel.GetAsync("mfp-2/jobs", token), HttpStatusCode.Unauthorized, "session-needed");
        (await _panel.GetAsync("mfp-1/jobs", token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _panel.People.Time.Advance(TimeSpan.FromSeconds(61));
        await ShouldBeProblemAsync(await _panel.GetAsync("mfp-1/jobs", token), HttpStatusCode.Unauthorized, "session-needed");
    }

    [Fact]
    public async Task Logout_Token_IsWorthNothingAfterwards()
    {
        var token = await _panel.LogInAsync();

        (await _panel.SendAsync(HttpMethod.Delete, "mfp-1/session", null, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await ShouldBeProblemAsync(await _panel.GetAsync("mfp-1/session", token), HttpStatusCode.Unauthorized, "session-needed");
        _panel.People.Journal.Logouts.Single().ByTimeout.ShouldBeFalse();
    }

    [Fact]
    public async Task Address_NotOfTheDevice_IsForbidden()
    {
        await _panel.People.SendAsync(new Change { Device = new ReplicaDevice { DeviceId = "mfp-1", Name = "Copier", Host = "127.0.0.1", Enabled = true, PanelAddresses = { "10.0.0.0/8" } } });

        var answer = await _panel.GetAsync("mfp-1");

        await ShouldBeProblemAsync(answer, HttpStatusCode.Forbidden, "address-not-allowed");
        (await JsonAsync(answer)).GetProperty("detail").GetString()!.ShouldContain("panel addresses");
    }

    [Fact]
    public async Task Jobs_Listed_AreTheUsersOwnWithPrice()
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf", pages: 4, colour: ColourMode.Colour, copies: 2);
        _panel.Jobs.Hold(SessionFixture.Alice, "unknown.bin", pages: null, age: TimeSpan.FromMinutes(1));
        _panel.Jobs.Hold(SessionFixture.Bob, "secret.pdf");
        _panel.Jobs.Hold(null, "unclaimed.pdf");

        var jobs = (await JsonAsync(await _panel.GetAsync("mfp-1/jobs", await _panel.LogInAsync()))).GetProperty("jobs").EnumerateArray().ToList();

        jobs.Select(j => j.GetProperty("title").GetString()).ShouldBe(["report.pdf", "unknown.bin"]);
        jobs[0].GetProperty("price").GetProperty("amount").GetString().ShouldBe("2.00");
        jobs[0].GetProperty("price").GetProperty("currency").GetString().ShouldBe("EUR");
        jobs[0].GetProperty("pages").GetProperty("evidence").GetString().ShouldBe("parsed");
        jobs[1].TryGetProperty("price", out _).ShouldBeFalse();
        jobs[1].GetProperty("pages").TryGetProperty("count", out _).ShouldBeFalse();
        jobs[1].GetProperty("pages").GetProperty("reason").GetString().ShouldBe("encrypted");
    }

    // catches: a job's PIN that is asked for in the page only; and guesses at it without end
    [Fact]
    public async Task Job_WithAPin_IsPrintedWithItOnly()
    {
        using var passwords = new JobPasswords(Domain.Users.PasswordScheme.Of(fips: false));
        var hash = (await passwords.TryHashAsync("none", "4711"u8.ToArray(), default))!;
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "salaries.pdf");
        await _panel.Jobs.ChangeTicketAsync(job.Id, _ => new JobTicket { PasswordHash = hash });
        var token = await _panel.LogInAsync();
        Task<HttpResponseMessage> PrintAsync(string? pin) => _panel.SendAsync(
            HttpMethod.Post, "mfp-1/releases", JsonContent.Create(new { releases = new[] { new { job = job.Id.ToString(), pin } } }), token);

        (await JsonAsync(await _panel.GetAsync("mfp-1/jobs", token))).GetProperty("jobs")[0].GetProperty("pinNeeded").GetBoolean().ShouldBeTrue();
        await ShouldBeProblemAsync(await PrintAsync(null), HttpStatusCode.Conflict, "pin-needed");
        await ShouldBeProblemAsync(await PrintAsync("4712"), HttpStatusCode.Conflict, "pin-needed");
        _panel.Jobs.Printed.ShouldBeEmpty();
        (await PrintAsync("4711")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        _panel.Jobs.Printed.ShouldHaveSingleItem();
        _panel.Jobs.Find(job.Id)!.Ticket.PasswordHash.ShouldBeEmpty();
    }

    [Fact]
    public async Task Job_OfSomebodyElse_IsUnknown()
    {
        var bobs = _panel.Jobs.Hold(SessionFixture.Bob, "secret.pdf");
        var own = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf");
        var token = await _panel.LogInAsync();

        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{bobs.Id}", null, token), HttpStatusCode.NotFound, "job-unknown");
        var body = new { releases = new[] { new { job = own.Id.ToString() }, new { job = bobs.Id.ToString() } } };
        await ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/releases", body, token), HttpStatusCode.NotFound, "job-unknown");
        _panel.Jobs.Printed.ShouldBeEmpty("a list with a foreign job releases none");
        _panel.Jobs.Find(bobs.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task Delete_OwnJob_IsGone_UnlessItIsBeingPrinted()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf");
        var busy = _panel.Jobs.Hold(SessionFixture.Alice, "busy.pdf", state: JobState.Processing);
        var token = await _panel.LogInAsync();

        (await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{job.Id}", null, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{job.Id}", null, token), HttpStatusCode.NotFound, "job-unknown");
        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{busy.Id}", null, token), HttpStatusCode.Conflict, "job-busy");
    }

    /// <summary>Mutant that this catches: a release id made anew for a retry (I2).</summary>
    [Fact]
    public async Task Release_SentTwiceWithItsId_PrintsOnce_AlsoWhenTheJobIsGone()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf");
        var release = ReleaseId.New(TimeProvider.System);
        var token = await _panel.LogInAsync();
        var body = new { releases = new[] { new { job = job.Id.ToString(), releaseId = release.ToString() } } };

        (await _panel.PostAsync("mfp-1/releases", body, token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        _panel.Jobs.Progress(release, p => p with { Stage = ReleaseStage.Completed });
        _panel.Jobs.Remove(job.Id);
        var again = await _panel.PostAsync("mfp-1/releases", body, token);

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await JsonAsync(again)).GetProperty("releases")[0].GetProperty("progress").GetProperty("stage").GetString().ShouldBe("completed");
        _panel.Jobs.Printed.ShouldBe([release]);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Release_OfWhatTheUserSawAsNotPrinted_IsAFirstPrint(bool? reprint, bool isFirstPrint)
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf", state: JobState.Completed);
        var token = await _panel.LogInAsync();
        await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = job.Id.ToString(), reprint } } }, token);
        _panel.Jobs.FirstPrints.Values.ShouldBe([isFirstPrint]);
    }

    [Fact]
    public async Task Release_IdOfAnotherJob_IsRefused()
    {
        var first = _panel.Jobs.Hold(SessionFixture.Alice, "1.pdf");
        var second = _panel.Jobs.Hold(SessionFixture.Alice, "2.pdf");
        var release = ReleaseId.New(TimeProvider.System).ToString();
        var token = await _panel.LogInAsync();
        await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = first.Id.ToString(), releaseId = release } } }, token);

        var answer = await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = second.Id.ToString(), releaseId = release } } }, token);

        await ShouldBeProblemAsync(answer, HttpStatusCode.NotFound, "job-unknown");
    }

    [Theory]
    [InlineData("{\"releases\":[]}")]
    [InlineData("{\"releases\":[null]}")]
    [InlineData("{\"releases\":[{\"job\":\"x\"}]}")]
    [InlineData("{\"releases\":[{\"job\":\"019a9f5e-7c1a-7bbb-8000-0123456789ab\",\"releaseId\":\"c56a4180-65aa-42ec-a945-5fd21dec0538\"}]}")]
    [InlineData("{\"releases\":[{\"job\":\"019a9f5e-7c1a-7bbb-8000-0123456789ab\"},{\"job\":\"019a9f5e-7c1a-7bbb-8000-0123456789ab\"}]}")]
    public async Task Release_OfTheWrongForm_IsABadRequest(string body)
    {
        var answer = await _panel.SendAsync(HttpMethod.Post, "mfp-1/releases", new StringContent(body, Encoding.UTF8, "application/json"), await _panel.LogInAsync());

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task Release_NoneTakenOn_IsAConflictThatNamesEach()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf");
        _panel.Jobs.Refusal = ReleaseRequestCode.DeviceQueueFull;

        var answer = await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = job.Id.ToString() } } }, await _panel.LogInAsync());

        await ShouldBeProblemAsync(answer, HttpStatusCode.Conflict, "device-queue-full");
        (await JsonAsync(answer)).GetProperty("releases")[0].GetProperty("job").GetString().ShouldBe(job.Id.ToString());
    }

    [Fact]
    public async Task Progress_LongPolled_AnswersWhenItGoesOn()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf");
        var token = await _panel.LogInAsync();
        var started = await JsonAsync(await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = job.Id.ToString() } } }, token));
        var release = ReleaseId.Parse(started.GetProperty("releases")[0].GetProperty("release").GetString()!);
        release.Value.Version.ShouldBe(7);

        var poll = _panel.GetAsync($"mfp-1/releases/{release}?wait=20", token);
        await _panel.People.Time.WaitForTimersAsync(2);
        poll.IsCompleted.ShouldBeFalse();
        _panel.Jobs.Progress(release, p => p with { Stage = ReleaseStage.Sending, BytesSent = 500 });
        var progress = await JsonAsync(await poll.WaitAsync(TimeSpan.FromSeconds(10)));

        progress.GetProperty("stage").GetString().ShouldBe("sending");
        progress.GetProperty("bytesSent").GetInt64().ShouldBe(500);
        var timedOut = _panel.GetAsync($"mfp-1/releases/{release}?wait=20", token);
        await _panel.People.Time.WaitForTimersAsync(2);
        _panel.People.Time.Advance(TimeSpan.FromSeconds(20));
        (await timedOut.WaitAsync(TimeSpan.FromSeconds(10))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Progress_OfSomebodyElse_IsUnknown()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "own.pdf");
        var alice = await _panel.LogInAsync();
        var started = await JsonAsync(await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = job.Id.ToString() } } }, alice));
        var release = started.GetProperty("releases")[0].GetProperty("release").GetString();

        var bob = await _panel.LogInAsync(new { method = "card", card = "B0B" });
        await ShouldBeProblemAsync(await _panel.GetAsync($"mfp-1/releases/{release}", bob), HttpStatusCode.NotFound, "release-unknown");
        var aliceAgain = await _panel.LogInAsync();
        (await _panel.GetAsync($"mfp-1/releases/{release}", aliceAgain)).StatusCode.ShouldBe(HttpStatusCode.OK, "her job is still here");
    }

    [Fact]
    public async Task Requests_TooMany_AreRefused()
    {
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 2000 && refused is null; i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _panel.GetAsync("mfp-1")));
            refused = answers.FirstOrDefault(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        }

        await ShouldBeProblemAsync(refused!, HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEachRouteWithItsErrors()
    {
        var document = JsonSerializer.Deserialize<JsonElement>(await _panel.Terminal.GetStringAsync(new Uri(_panel.Address, "/panel/v1/openapi.json")));
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => (Route: o.Name.ToUpperInvariant() + " " + path.Name, Operation: o.Value)))
            .ToDictionary(o => o.Route, o => o.Operation);

        const string root = "/panel/v1/devices/{device}";
        operations.Keys.ShouldBe(
            ["GET " + root, "POST " + root + "/session", "GET " + root + "/session", "DELETE " + root + "/session", "POST " + root + "/qr", "POST " + root + "/pin", "POST " + root + "/cards", "GET " + root + "/jobs", "DELETE " + root + "/jobs/{job}", "POST " + root + "/releases", "GET " + root + "/releases/{release}"],
            ignoreOrder: true);
        foreach (var (route, operation) in operations)
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(route);
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
            responses.Keys.ShouldContain(k => k.StartsWith('2'), route);
            foreach (var (status, response) in responses.Where(r => r.Key[0] is '4' or '5'))
            {
                response.GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue($"{route} {status}");
            }

            responses.Keys.ShouldBeSubsetOf(["200", "201", "202", "204", "400", "401", "403", "404", "409", "413", "415", "429", "503"]);
            operation.TryGetProperty("security", out _).ShouldBe(route is not ("GET " + root) and not ("POST " + root + "/session") and not ("POST " + root + "/qr"), route);
            operation.TryGetProperty("requestBody", out _).ShouldBe(route.StartsWith("POST", StringComparison.Ordinal) && !route.EndsWith("/pin", StringComparison.Ordinal) && !route.EndsWith("/qr", StringComparison.Ordinal), route);
        }

        document.GetProperty("components").GetProperty("schemas").GetProperty("JobView").GetProperty("properties").GetProperty("title").GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
    }
}
