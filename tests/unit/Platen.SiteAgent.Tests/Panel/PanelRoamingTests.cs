using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Tests.Sessions;
using static Platen.SiteAgent.Tests.Panel.PanelFixture;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>Jobs of other sites on the panel (MS02).</summary>
public sealed class PanelRoamingTests : IAsyncLifetime
{
    private PanelFixture _panel = null!;

    public async Task InitializeAsync() => _panel = await StartAsync();

    public async Task DisposeAsync() => await _panel.DisposeAsync();

    [Fact]
    public async Task Json_JobsOfOtherSites_AreInOneListByTime()
    {
        var now = _panel.People.Time.GetUtcNow();
        _panel.Jobs.Hold(SessionFixture.Alice, "here.pdf", age: TimeSpan.FromMinutes(2));
        _panel.Others.Hold(SessionFixture.Alice, "newer.pdf", now.AddMinutes(-1));
        _panel.Others.Hold(SessionFixture.Alice, "older.pdf", now.AddMinutes(-3), "south", reachable: false);
        _panel.Others.Hold(SessionFixture.Bob, "bob.pdf", now);
        var token = await _panel.LogInAsync();

        var list = await JsonAsync(await _panel.GetAsync("mfp-1/jobs?wait=20", token));

        list.GetProperty("otherSites").GetString().ShouldBe("complete");
        var jobs = list.GetProperty("jobs").EnumerateArray().ToList();
        jobs.Select(j => j.GetProperty("title").GetString()).ShouldBe(["newer.pdf", "here.pdf", "older.pdf"]);
        jobs[0].GetProperty("site").GetProperty("name").GetString().ShouldBe("Branch North");
        jobs[0].GetProperty("price").GetProperty("amount").GetString().ShouldBe("0.15");
        jobs[1].TryGetProperty("site", out _).ShouldBeFalse();
        jobs[2].GetProperty("site").GetProperty("reachable").GetBoolean().ShouldBeFalse();
    }

    /// <summary>Mutant: ListAsync awaits the answer without a limit.</summary>
    [Fact]
    public async Task Json_ServerSilent_OwnJobsShowAtOnce()
    {
        var gate = new TaskCompletionSource();
        _panel.Others.Gate = gate.Task;
        _panel.Jobs.Hold(SessionFixture.Alice, "here.pdf");
        _panel.Others.Hold(SessionFixture.Alice, "there.pdf", _panel.People.Time.GetUtcNow());
        var token = await _panel.LogInAsync();

        var early = await JsonAsync(await _panel.GetAsync("mfp-1/jobs", token));
        gate.SetResult();
        var late = await JsonAsync(await _panel.GetAsync("mfp-1/jobs?wait=20", token));

        early.GetProperty("otherSites").GetString().ShouldBe("asking");
        early.GetProperty("jobs").GetArrayLength().ShouldBe(1);
        late.GetProperty("otherSites").GetString().ShouldBe("complete");
        late.GetProperty("jobs").GetArrayLength().ShouldBe(2);
        _panel.Others.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Json_LineCut_SaysThatOtherSitesAreMissing()
    {
        _panel.Others.IsCut = true;
        _panel.Jobs.Hold(SessionFixture.Alice, "here.pdf");
        var token = await _panel.LogInAsync();

        var list = await JsonAsync(await _panel.GetAsync("mfp-1/jobs?wait=20", token));

        list.GetProperty("otherSites").GetString().ShouldBe("unavailable");
        list.GetProperty("jobs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Html_OtherSites_ShowWithTheirName()
    {
        _panel.Others.Hold(SessionFixture.Alice, "there.pdf", _panel.People.Time.GetUtcNow());
        _panel.Others.Hold(SessionFixture.Alice, "far.pdf", _panel.People.Time.GetUtcNow(), "south", reachable: false);
        var token = await _panel.LogInAsync(device: "mfp-2");
        await _panel.GetAsync("mfp-2/jobs?wait=20", token);
        using var browser = _panel.Browse();

        await browser.LogInAsync(SessionFixture.AliceCard);

        browser.Page.ShouldContain("there.pdf");
        browser.Page.ShouldContain(PanelTexts.AtSite("Branch North"));
        browser.Page.ShouldContain(PanelTexts.AtSiteUnreachable("Branch South"));
        browser.Page.ShouldNotContain(PanelTexts.OtherSitesAsking);
    }

    [Fact]
    public async Task Html_ServerSilent_ShowsOwnJobsAndComesAgain()
    {
        _panel.Others.Gate = new TaskCompletionSource().Task;
        _panel.Jobs.Hold(SessionFixture.Alice, "here.pdf");
        using var browser = _panel.Browse();
        var showing = browser.LogInAsync(SessionFixture.AliceCard);
        await AdvanceUntilAsync(showing);

        browser.Page.ShouldContain("here.pdf");
        browser.Page.ShouldContain(PanelTexts.OtherSitesAsking);
        browser.Page.ShouldContain("content=\"1;url=/panel/mfp-1/jobs\"");
    }

    [Fact]
    public async Task Html_ServerDoesNotAnswer_SaysSo()
    {
        _panel.Others.IsCut = true;
        var token = await _panel.LogInAsync(device: "mfp-2");
        await _panel.GetAsync("mfp-2/jobs?wait=20", token);
        using var browser = _panel.Browse();

        await browser.LogInAsync(SessionFixture.AliceCard);

        browser.Page.ShouldContain(PanelTexts.OtherSitesUnavailable);
    }

    [Fact]
    public async Task Json_ReleaseOfAnotherSitesJob_IsAskedForThere()
    {
        var there = _panel.Others.Hold(SessionFixture.Alice, "there.pdf", _panel.People.Time.GetUtcNow());
        var strange = _panel.Others.Hold(SessionFixture.Bob, "bob.pdf", _panel.People.Time.GetUtcNow());
        var token = await _panel.LogInAsync();
        await _panel.GetAsync("mfp-1/jobs?wait=20", token);

        var answer = await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = there.Job.Id.ToString() } } }, token);
        var refused = await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = strange.Job.Id.ToString() } } }, token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        (await JsonAsync(answer)).GetProperty("releases")[0].GetProperty("progress").GetProperty("stage").GetString().ShouldBe("fetching");
        await ShouldBeProblemAsync(refused, HttpStatusCode.NotFound, "job-unknown");
        _panel.Roaming.Requested.ShouldHaveSingleItem().Job.ShouldBe(there.Job.Id);
    }

    /// <summary>PR16. Mutants: the list of other sites is the owner's alone; the release goes in the owner's name; what was listed once is printed after the owner has taken the delegation back.</summary>
    [Fact]
    public async Task Json_JobOfAnotherSiteWhoseOwnerNamesADelegate_IsListedAndPrintedInTheDelegatesName_AndNotDeleted()
    {
        var bob = Replica.ReplicaFixture.User(2, "bob");
        bob.DelegateUserIds.Add(SessionFixture.Alice.ToString());
        await _panel.People.SendAsync(new Change { User = bob });
        _panel.Others.DelegatedBy = SessionFixture.Bob;
        var there = _panel.Others.Hold(SessionFixture.Bob, "bobs.pdf", _panel.People.Time.GetUtcNow());
        var token = await _panel.LogInAsync();
        object wish = new { releases = new[] { new { job = there.Job.Id.ToString() } } };

        var listed = (await JsonAsync(await _panel.GetAsync("mfp-1/jobs?wait=20", token))).GetProperty("jobs").EnumerateArray().ShouldHaveSingleItem();
        (await _panel.PostAsync("mfp-1/releases", wish, token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var deleted = await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{there.Job.Id}", null, token);
        await _panel.People.SendAsync(new Change { User = Replica.ReplicaFixture.User(2, "bob") });
        var later = await _panel.PostAsync("mfp-1/releases", wish, token);

        listed.GetProperty("ownerName").GetString().ShouldBe("User 2");
        _panel.Roaming.Requested.ShouldHaveSingleItem().User.ShouldBe(SessionFixture.Alice);
        await ShouldBeProblemAsync(deleted, HttpStatusCode.NotFound, "job-unknown");
        await ShouldBeProblemAsync(later, HttpStatusCode.NotFound, "job-unknown");
        (await JsonAsync(await _panel.GetAsync("mfp-1/jobs?wait=20", token))).GetProperty("jobs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Json_DeletionOfAnotherSitesJob_IsAskedForAndLeavesTheList()
    {
        var there = _panel.Others.Hold(SessionFixture.Alice, "there.pdf", _panel.People.Time.GetUtcNow());
        var token = await _panel.LogInAsync();
        await _panel.GetAsync("mfp-1/jobs?wait=20", token);

        var answer = await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{there.Job.Id}", null, token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        (await JsonAsync(await _panel.GetAsync("mfp-1/jobs?wait=20", token))).GetProperty("jobs").GetArrayLength().ShouldBe(0);
        _panel.Others.IsCut = true;
        await ShouldBeProblemAsync(await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{there.Job.Id}", null, token), HttpStatusCode.Conflict, "not-deleted");
    }

    [Fact]
    public async Task Html_PrintOfAnotherSitesJob_IsAskedForOnce()
    {
        _panel.Roaming.Refusal = ReleaseRequestCode.SiteUnreachable;
        var there = _panel.Others.Hold(SessionFixture.Alice, "there.pdf", _panel.People.Time.GetUtcNow());
        var token = await _panel.LogInAsync(device: "mfp-2");
        await _panel.GetAsync("mfp-2/jobs?wait=20", token);
        using var browser = _panel.Browse();
        await browser.LogInAsync(SessionFixture.AliceCard);

        await browser.SubmitAsync("/panel/mfp-1/jobs", ("job", there.Job.Id.ToString()), ("do", "print"));

        browser.Page.ShouldContain(PanelTexts.Refused(ReleaseRequestCode.SiteUnreachable));
        _panel.Roaming.Requested.Count.ShouldBe(1);
    }

    // the page waits a moment of the panel's clock, which stands still until the test moves it
    private async Task AdvanceUntilAsync(Task showing)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!showing.IsCompleted)
        {
            limit.IsCancellationRequested.ShouldBeFalse("Waited 20 s for the job list.");
            _panel.People.Time.Advance(PanelLimits.OtherSitesWait);
            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }

        await showing;
    }
}
