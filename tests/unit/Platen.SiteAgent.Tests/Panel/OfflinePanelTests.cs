using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Tests.Sessions;
using static Platen.SiteAgent.Tests.Panel.PanelFixture;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>MS05: what is allowed at a site that is cut off, at the panel; and that it says so.</summary>
public sealed class OfflinePanelTests : IAsyncLifetime
{
    private PanelFixture _panel = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _panel = await PanelFixture.StartAsync();
        _token = await _panel.LogInAsync();
        _panel.People.Link.IsOnline = false;
    }

    public Task DisposeAsync() => _panel.DisposeAsync().AsTask();

    [Fact]
    public async Task Device_OfACutOffSite_SaysWhatItMeansAndHowLongStill()
    {
        _panel.People.Time.Advance(TimeSpan.FromSeconds(30));
        var site = (await JsonAsync(await _panel.GetAsync("mfp-1"))).GetProperty("site");
        site.GetProperty("offlineSecondsLeft").GetInt64().ShouldBe(3570);
        site.GetProperty("offlineNotice").GetString().ShouldBe(PanelTexts.Offline(TimeSpan.FromMinutes(59.5), barsRelease: false, barsDelete: false));
        _panel.People.Link.IsOnline = true;
        (await JsonAsync(await _panel.GetAsync("mfp-1"))).GetProperty("site").TryGetProperty("offlineNotice", out var notice).ShouldBe(notice.ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    // mutants: the policy is not asked; it is asked online too
    [Fact]
    public async Task Release_AndDeletion_Barred_AreRefusedOfflineOnly()
    {
        await PolicyAsync(new OfflinePolicy { BarsRelease = true, BarsDelete = true });
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "Report").Id;
        (await ReleaseAsync(job)).ShouldBe("barred-offline");
        (await _panel.SendAsync(HttpMethod.Delete, $"mfp-1/jobs/{job}", null, _token)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        _panel.People.Link.IsOnline = true;
        (await ReleaseAsync(job)).ShouldBe("accepted");
    }

    // mutant: count what was asked for only, so that the same job is printed again and again
    [Fact]
    public async Task Release_BeyondTheUsersPages_IsRefused_UntilTheServerHasHeardOfThem()
    {
        await PolicyAsync(new OfflinePolicy { PagesPerUserMax = 5 });
        var (first, second) = (_panel.Jobs.Hold(SessionFixture.Alice, "Three pages", pages: 3).Id, _panel.Jobs.Hold(SessionFixture.Alice, "Three more", pages: 3).Id);
        (await ReleaseAsync(first)).ShouldBe("accepted");
        (await ReleaseAsync(second)).ShouldBe("pages-used-offline");
        _panel.People.Link.IsOnline = true;
        (await ReleaseAsync(second)).ShouldBe("accepted");
    }

    private Task PolicyAsync(OfflinePolicy offline)
    {
        _panel.People.Policy.Offline = offline;
        return _panel.People.SendAsync(new Change { Policy = _panel.People.Policy });
    }

    private async Task<string?> ReleaseAsync(JobId job)
    {
        var answer = await _panel.PostAsync("mfp-1/releases", new { releases = new[] { new { job = job.ToString(), releaseId = ReleaseId.New(TimeProvider.System).ToString() } } }, _token);
        return (await JsonAsync(answer)).GetProperty("releases").EnumerateArray().Single().GetProperty("code").GetString();
    }
}
