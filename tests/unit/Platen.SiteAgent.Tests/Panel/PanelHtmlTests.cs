using System.Net;
using System.Text.RegularExpressions;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Tests.Sessions;
using static Platen.SiteAgent.Tests.Panel.PanelFixture;

namespace Platen.SiteAgent.Tests.Panel;

public sealed class PanelHtmlTests : IAsyncLifetime
{
    private PanelFixture _panel = null!;
    private BrowserDriver _browser = null!;

    public async Task InitializeAsync()
    {
        _panel = await StartAsync();
        _browser = _panel.Browse();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _panel.DisposeAsync();
    }

    [Theory]
    [InlineData(SessionFixture.AlicePin)]
    [InlineData(SessionFixture.AliceCard)]
    [InlineData(" 04-A2-B3-C4-D5\r")]
    public async Task Login_ByTheOneInput_ShowsTheJobs(string secret)
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf");

        await _browser.LogInAsync(secret);

        _browser.Path.ShouldBe("/panel/mfp-1/jobs");
        _browser.Page.ShouldContain("report.pdf");
        _browser.Page.ShouldContain("Alice Müller");
    }

    [Fact]
    public async Task Login_ByNameAndPassword_ShowsTheEmptyList()
    {
        await _browser.GetAsync("/panel/mfp-1?mode=password");
        await _browser.SubmitAsync("/panel/mfp-1/login", ("name", "alice"), ("password", "wrong"));
        ((int)_browser.Answer.StatusCode).ShouldBe(422);
        _browser.Page.ShouldContain("value=\"alice\"");
        _browser.Page.ShouldNotContain("wrong\"");
        await _browser.SubmitAsync("/panel/mfp-1/login", ("name", "alice"), ("password", SessionFixture.AlicePassword));

        _browser.Page.ShouldContain(PanelTexts.NoJobs);
    }

    [Fact]
    public async Task Login_Wrong_SaysSoAndThenHowLongToWait()
    {
        await _browser.GetAsync("/panel/mfp-1");
        for (var i = 0; i < 5; i++)
        {
            await _browser.SubmitAsync("/panel/mfp-1/login", ("secret", "000000"));
            _browser.Page.ShouldContain("This was not recognised");
        }

        await _browser.SubmitAsync("/panel/mfp-1/login", ("secret", "000000"));
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        _browser.Page.ShouldContain("Wait 1 second, then try again");
    }

    /// <summary>Mutant that this catches: forms without a token, or one that is not compared.</summary>
    [Fact]
    public async Task Forms_WithoutTheirToken_AreRefused()
    {
        await _browser.PostAsync("/panel/mfp-1/login", [new("secret", SessionFixture.AliceCard)]);
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _panel.People.Journal.Logins.ShouldBeEmpty();

        var job = _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf");
        await _browser.LogInAsync();
        foreach (var token in new[] { "", "wrong" })
        {
            await _browser.PostAsync("/panel/mfp-1/jobs", [new("form", token), new("do", "print"), new("action", Guid.CreateVersion7().ToString()), new("job", job.Id.ToString())]);
            _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            await _browser.PostAsync("/panel/mfp-1/jobs", [new("form", token), new("do", "delete-confirmed"), new("job", job.Id.ToString())]);
            _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            await _browser.PostAsync("/panel/mfp-1/logout", [new("form", token)]);
            _browser.Path.ShouldBe("/panel/mfp-1/jobs", "still logged in");
        }

        _panel.Jobs.Printed.ShouldBeEmpty();
        _panel.Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cookies_AndHeaders_AreStrict()
    {
        await _browser.GetAsync("/panel/mfp-1");
        var headers = _browser.Answer.Headers;
        headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'self'");
        headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        headers.CacheControl!.NoStore.ShouldBeTrue();
        foreach (var cookie in headers.GetValues("Set-Cookie"))
        {
            cookie.ShouldStartWith("__Host-panel-mfp-1");
            foreach (var word in new[] { "path=/", "secure", "httponly", "samesite=strict" })
            {
                cookie.ShouldContain(word, Case.Insensitive);
            }

            cookie.ShouldNotContain("domain", Case.Insensitive);
        }

        _browser.Page.ShouldNotContain("<script", Case.Insensitive);
        _browser.Page.ShouldNotContain(" style=", Case.Insensitive);
        _browser.Page.ShouldContain("<html lang=\"en\">");
    }

    [Fact]
    public async Task Style_IsServedToBeKept()
    {
        await _browser.GetAsync("/panel/mfp-1");
        await _browser.GetAsync(Regex.Match(_browser.Page, "href=\"(/panel/assets/[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

        _browser.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        _browser.Answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='x")]
    [InlineData("</title></bdi></td></table><form action=//evil>")]
    public async Task Title_OfAStranger_IsOnlyEverText(string title)
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, title);
        await _browser.LogInAsync();
        AssertEncoded(_browser.Page, title);
        var listing = _browser.Page;
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "delete"), ("job", job.Id.ToString()));
        AssertEncoded(_browser.Page, title);
        await _browser.GetAsync("/panel/mfp-1/jobs");
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print"), ("job", job.Id.ToString()));
        AssertEncoded(_browser.Page, title);
        listing.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Title_WithDirectionMarks_CannotReorderThePage()
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "invoice\u202Efdp.exe\u0007");

        await _browser.LogInAsync();

        _browser.Page.ShouldContain("invoice fdp.exe");
    }

    [Fact]
    public async Task List_OfManyJobs_IsPagedAndKeepsTheTicks()
    {
        var jobs = Enumerable.Range(0, 14).Select(i => _panel.Jobs.Hold(SessionFixture.Alice, $"doc{i:D2}", age: TimeSpan.FromMinutes(i))).ToList();
        await _browser.LogInAsync();
        Titles().ShouldBe(["doc00", "doc01", "doc02", "doc03", "doc04", "doc05"]);

        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("job", jobs[1].Id.ToString()), ("do", "page-2"));
        Titles()[0].ShouldBe("doc06");
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("job", jobs[7].Id.ToString()), ("do", "page-3"));
        Titles().ShouldBe(["doc12", "doc13"]);
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print"));

        _browser.Path.ShouldStartWith("/panel/mfp-1/releases/");
        _panel.Jobs.Printed.Count.ShouldBe(2);
        _browser.Page.ShouldContain("doc01");
        _browser.Page.ShouldContain("doc07");
    }

    [Fact]
    public async Task ChooseAll_ThenDelete_AsksAndThenDeletes()
    {
        for (var i = 0; i < 8; i++)
        {
            _panel.Jobs.Hold(SessionFixture.Alice, $"doc{i}");
        }

        _panel.Jobs.Hold(SessionFixture.Bob, "bobs");
        await _browser.LogInAsync();
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "all"));
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "delete"));
        _browser.Page.ShouldContain(PanelTexts.DeleteHeading);
        _panel.Jobs.Count.ShouldBe(9);
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "delete-confirmed"));

        _browser.Page.ShouldContain(PanelTexts.Deleted);
        _panel.Jobs.Count.ShouldBe(1, "nobody else's job");
    }

    /// <summary>Mutant that this catches: an action id made when the form arrives, so that a double tap prints twice (I2).</summary>
    [Fact]
    public async Task Print_TappedTwice_PrintsOnce()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "report");
        await _browser.LogInAsync();
        using var second = _panel.Browse();
        var page = _browser.Page;
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print"), ("job", job.Id.ToString()));
        var progress = _browser.Path;
        _panel.Jobs.Remove(job.Id);
        var fields = Regex.Matches(page, "type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => KeyValuePair.Create(m.Groups[1].Value, m.Groups[2].Value));
        await _browser.PostAsync("/panel/mfp-1/jobs", fields.DistinctBy(f => f.Key).Append(new("do", "print")).Append(new("job", job.Id.ToString())));

        _browser.Path.ShouldBe(progress);
        _panel.Jobs.Printed.Count.ShouldBe(1);
    }

    /// <summary>Mutant that this catches: a job's state is looked up when the form arrives, so that a page from before it was printed prints it again (I2).</summary>
    [Fact]
    public async Task Print_OfAPageThatShowedTheJobAsNotPrinted_IsAFirstPrint_AlsoByWayOfTheOptions()
    {
        var (fresh, kept) = (_panel.Jobs.Hold(SessionFixture.Alice, "fresh"), _panel.Jobs.Hold(SessionFixture.Alice, "kept", state: JobState.Completed));
        await _browser.LogInAsync();
        _panel.Jobs.Complete(fresh.Id);
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "options"), ("job", fresh.Id.ToString()), ("job", kept.Id.ToString()));
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print-options"));
        FirstPrintOf("fresh").ShouldBeTrue();
        FirstPrintOf("kept").ShouldBeFalse();

        await _browser.GetAsync("/panel/mfp-1/jobs");
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print"), ("job", fresh.Id.ToString()));
        FirstPrintOf("fresh").ShouldBeFalse("this page showed it as printed");

        bool FirstPrintOf(string title) => _panel.Jobs.FirstPrints[_panel.Jobs.Printed.Last(release => _panel.Jobs.TitleOf(release) == title)];
    }

    [Fact]
    public async Task Print_OfNothingOrOfAForeignJob_PrintsNothing()
    {
        var bobs = _panel.Jobs.Hold(SessionFixture.Bob, "bobs");
        _panel.Jobs.Hold(SessionFixture.Alice, "own");
        await _browser.LogInAsync();

        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print"), ("job", bobs.Id.ToString()));

        _browser.Page.ShouldContain(PanelTexts.ChooseFirst);
        _panel.Jobs.Printed.ShouldBeEmpty();
    }

    [Fact]
    public async Task PrintAll_LeavesPrintedJobsAlone_AndProgressIsShownUntilItEnds()
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "new one");
        _panel.Jobs.Hold(SessionFixture.Alice, "old one", state: JobState.Completed);
        await _browser.LogInAsync();
        _browser.Page.ShouldContain(PanelTexts.PrintAllNew);
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print-all"));
        var release = _panel.Jobs.Printed.Single();
        _browser.Page.ShouldContain($"content=\"2;url={_browser.Path}\"");

        _panel.Jobs.Progress(release, p => p with { Stage = ReleaseStage.NotPrinted, Reason = "media-empty: put paper in, then print again" });
        await _browser.GetAsync(_browser.Path);
        _browser.Page.ShouldContain("put paper in");
        _browser.Page.ShouldContain("url=/panel/mfp-1/timeout", Case.Sensitive, "no more refreshing, only the automatic logout");
    }

    [Fact]
    public async Task Progress_RefreshingItself_DoesNotKeepTheSessionAlive()
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "new one");
        await _browser.LogInAsync();
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print-all"));
        var progress = _browser.Path;
        for (var i = 0; i < 40; i++)
        {
            _panel.People.Time.Advance(TimeSpan.FromSeconds(2));
            await _browser.GetAsync(progress);
        }

        _browser.Page.ShouldContain(PanelTexts.TimedOut);
    }

    [Fact]
    public async Task Logout_ByButtonOrByTime_EndsTheSession()
    {
        await _browser.LogInAsync();
        await _browser.GetAsync("/panel/mfp-1/timeout");
        _browser.Path.ShouldBe("/panel/mfp-1/jobs", "nobody is logged out by a link");
        await _browser.SubmitAsync("/panel/mfp-1/logout");
        _browser.Page.ShouldContain(PanelTexts.LoggedOut);

        await _browser.LogInAsync();
        _browser.Page.ShouldContain("content=\"60;url=/panel/mfp-1/timeout\"");
        _panel.People.Time.Advance(TimeSpan.FromSeconds(60));
        await _browser.GetAsync("/panel/mfp-1/timeout");
        _browser.Page.ShouldContain(PanelTexts.TimedOut);
        await _browser.GetAsync("/panel/mfp-1/jobs");
        _browser.Path.ShouldStartWith("/panel/mfp-1?");
    }

    [Fact]
    public async Task Offline_Site_IsToldByABanner()
    {
        _panel.People.Link.IsOnline = false;

        await _browser.LogInAsync();

        _browser.Page.ShouldContain("The branch is offline");
        _browser.Page.ShouldContain("You can log in here for 60 minutes more.");
    }

    [Fact]
    public async Task Device_UnknownOrAddressNotAllowed_IsExplained()
    {
        await _browser.GetAsync("/panel/none");
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await _panel.People.SendAsync(new Contracts.AgentLink.V1.Change
        {
            Device = new Contracts.AgentLink.V1.ReplicaDevice { DeviceId = "mfp-1", Host = "10.1.1.1", Enabled = true },
        });
        await _browser.GetAsync("/panel/mfp-1");
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _browser.Page.ShouldContain("panel addresses");
    }

    [Fact]
    public async Task Form_TooLarge_IsRefused()
    {
        await _browser.GetAsync("/panel/mfp-1");

        await _browser.PostAsync("/panel/mfp-1/login", Enumerable.Range(0, 40).Select(i => KeyValuePair.Create("x" + i, new string('a', 1000))));

        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static void AssertEncoded(string page, string title)
    {
        page.ShouldNotContain(title);
        page.ShouldNotContain("<img", Case.Insensitive);
        page.ShouldContain(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(title));
    }

    private List<string> Titles() => [.. Regex.Matches(_browser.Page, "<bdi>(doc[0-9]+)</bdi>", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Groups[1].Value)];
}
