using System.Net;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Tests.Sessions;
using static Platen.SiteAgent.Tests.Panel.PanelFixture;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>Options at release, and the device's state before it, on the pages and in the protocol.</summary>
public sealed class PanelFinishingTests : IAsyncLifetime
{
    private PanelFixture _panel = null!;
    private BrowserDriver _browser = null!;

    public async Task InitializeAsync()
    {
        _panel = await StartAsync();
        _browser = _panel.Browse();
        var device = _panel.People.Replica.FindDevice(SessionFixture.Mfp)!.Clone();
        (device.Protocol, device.Colour, device.Duplex) = (DeliveryProtocol.Ipps, true, true);
        await _panel.People.SendAsync(new Change { Device = device });
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _panel.DisposeAsync();
    }

    [Fact]
    public async Task Options_ByTheForm_ReachTheRelease()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf", colour: ColourMode.Colour);
        await _browser.LogInAsync();
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "options"), ("job", job.Id.ToString()));
        _browser.Page.ShouldContain(PanelTexts.OptionsHeading);

        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print-options"), ("copies", "3"), ("sides", "two-sided-long-edge"), ("pages", "1-2"), ("black", "1"));

        _browser.Path.ShouldStartWith("/panel/mfp-1/releases/");
        var asked = _panel.Jobs.Finishing[_panel.Jobs.Printed.ShouldHaveSingleItem()];
        (asked.Copies, asked.Sides, asked.Monochrome, asked.Ranges.Length).ShouldBe((3, Sides.TwoSidedLongEdge, true, 1));
    }

    // mutant: the PIN that was typed in the list lost on the way through the options
    [Fact]
    public async Task Options_OfAJobWithAPin_CarryWhatWasTyped()
    {
        using var passwords = new JobPasswords(Domain.Users.PasswordScheme.Of(fips: false));
        var hash = (await passwords.TryHashAsync("none", "4711"u8.ToArray(), default))!;
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "salaries.pdf");
        await _panel.Jobs.ChangeTicketAsync(job.Id, _ => new JobTicket { PasswordHash = hash });
        await _browser.LogInAsync();

        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "options"), ("job", job.Id.ToString()), ($"pin-{job.Id}", "4711"));
        _browser.Page.ShouldContain("value=\"4711\"");
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print-options"), ("copies", "2"), ($"pin-{job.Id}", "4711"));

        _panel.Jobs.Finishing[_panel.Jobs.Printed.ShouldHaveSingleItem()].Copies.ShouldBe(2);
    }

    [Theory]
    [InlineData("copies", "0", PanelTexts.CopiesWrong)]
    [InlineData("copies", "1000", PanelTexts.CopiesWrong)]
    [InlineData("copies", "two", PanelTexts.CopiesWrong)]
    [InlineData("pages", "3-1", PanelTexts.PagesWrong)]
    public async Task Options_TypedWrongly_AreAskedAgain_AndPrintNothing(string field, string value, string message)
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf");
        await _browser.LogInAsync();
        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "options"), ("job", job.Id.ToString()));

        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "print-options"), (field, value));

        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        _browser.Page.ShouldContain(message);
        _browser.Page.ShouldContain($"value=\"{value}\"");
        _panel.Jobs.Printed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_ThatTheDeviceDoesNotHave_AreNotAsked()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "black.pdf");
        await _browser.LogInAsync();

        await _browser.SubmitAsync("/panel/mfp-1/jobs", ("do", "options"), ("job", job.Id.ToString()));

        _browser.Page.ShouldNotContain("name=\"black\"");
        _browser.Page.ShouldContain("name=\"copies\"");
    }

    [Fact]
    public async Task Options_ByTheProtocol_AreChoices_AndReachTheRelease()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf", colour: ColourMode.Colour);
        var token = await _panel.LogInAsync();
        var list = await JsonAsync(await _panel.GetAsync("mfp-1/jobs", token));
        list.GetProperty("jobs")[0].GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()).ShouldBe(["copies", "sides", "colour", "pages"]);

        var body = new { releases = new[] { new { job = job.Id.ToString(), copies = 2, sides = "one-sided", colour = "monochrome", pages = "2" } } };
        (await _panel.PostAsync("mfp-1/releases", body, token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var asked = _panel.Jobs.Finishing[_panel.Jobs.Printed.ShouldHaveSingleItem()];
        (asked.Copies, asked.Sides, asked.Monochrome, asked.Ranges.Length).ShouldBe((2, Sides.OneSided, true, 1));
    }

    [Fact]
    public async Task Options_ByTheProtocol_WrittenWrongly_AreABadRequest()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf").Id.ToString();
        var token = await _panel.LogInAsync();
        foreach (var wish in new object[] { new { job, copies = 0 }, new { job, sides = "three-sided" }, new { job, colour = "blue" }, new { job, pages = "2-1" } })
        {
            await ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/releases", new { releases = new[] { wish } }, token), HttpStatusCode.BadRequest, "bad-request");
        }

        _panel.Jobs.Printed.ShouldBeEmpty();
    }

    [Fact]
    public async Task DeviceOutOfPaper_IsSaidAboveTheList_AndInTheProtocol()
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "report.pdf");
        _panel.States.Seen["mfp-1"] = new DeviceSeen(new DeviceStatus { PrinterState = 5, Reasons = ["media-empty-error"], Obstacle = "The device has stopped: media-empty." }, _panel.People.Time.GetUtcNow());

        await _browser.LogInAsync();
        _browser.Page.ShouldContain("it is out of paper");
        _panel.States.Freshened.ShouldContain("mfp-1");

        var condition = (await JsonAsync(await _panel.GetAsync("mfp-1"))).GetProperty("condition");
        (condition.GetProperty("state").GetString(), condition.GetProperty("reasons")[0].GetString()).ShouldBe(("stopped", "media-empty-error"));
        condition.GetProperty("message").GetString()!.ShouldContain("out of paper");
    }
}
