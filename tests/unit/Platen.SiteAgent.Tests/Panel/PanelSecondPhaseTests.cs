using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>AU04 at the panel: pages without script, and the protocol of terminals. AU06 and AU08 by the protocol.</summary>
public sealed class PanelSecondPhaseTests : IAsyncLifetime
{
    private const string Second = "/panel/mfp-1/second";
    private PanelFixture _panel = null!;
    private BrowserDriver _browser = null!;

    public async Task InitializeAsync()
    {
        _panel = await PanelFixture.StartAsync();
        await DemandAsync(SecondPhase.PinOrPassword);
        _browser = _panel.Browse();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _panel.DisposeAsync();
    }

    [Fact]
    public async Task Pages_AskForTheCardThenForThePin()
    {
        await _browser.GetAsync("/panel/mfp-1");
        _browser.Page.ShouldContain(PanelTexts.HoldCardFirst);
        _browser.Page.ShouldNotContain("mode=password");
        await _browser.SubmitAsync("/panel/mfp-1/login", ("secret", SessionFixture.AliceCard));
        _browser.Path.ShouldBe(Second);
        _browser.Page.ShouldContain(PanelTexts.SecondPin);
        _browser.Page.ShouldNotContain("Alice", Case.Sensitive, "a found card does not tell its owner's name");

        await _browser.SubmitAsync(Second, ("secret", "000001"));
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await _browser.SubmitAsync(Second, ("secret", SessionFixture.AlicePin));
        _browser.Path.ShouldBe("/panel/mfp-1/jobs");
        _browser.Page.ShouldContain("Alice");
    }

    [Fact]
    public async Task Pages_TakeThePasswordInstead()
    {
        await ShowCardAsync();
        await _browser.GetAsync(Second + "?mode=password");
        _browser.Page.ShouldContain(PanelTexts.SecondPassword);
        await _browser.SubmitAsync(Second, ("secret", SessionFixture.AlicePassword));
        _browser.Path.ShouldBe("/panel/mfp-1/jobs");
    }

    // Mutants: the page is shown without a ticket; the form's token is not looked at; the ticket counts in another browser
    [Fact]
    public async Task Second_WithoutTicketOrFromElsewhere_BeginsAnew()
    {
        await _browser.GetAsync(Second);
        _browser.Path.ShouldBe("/panel/mfp-1?now=second");
        await ShowCardAsync();
        await _browser.PostAsync(Second, [new("form", "forged"), new("secret", SessionFixture.AlicePin)]);
        _browser.Path.ShouldBe("/panel/mfp-1?now=second");
        await ShowCardAsync();
        using var other = _panel.Browse();
        await other.GetAsync("/panel/mfp-1");
        await other.PostAsync(Second, [new("secret", SessionFixture.AlicePin)]);
        other.Path.ShouldBe("/panel/mfp-1?now=second");
        _panel.People.Journal.Logins.ShouldAllBe(login => login.Result != LoginResult.Ok);
    }

    [Fact]
    public async Task Second_AfterItsTime_BeginsAnew()
    {
        await ShowCardAsync();
        _browser.Page.ShouldContain("content=\"60;url=/panel/mfp-1?now=second\"");
        _panel.People.Time.Advance(TimeSpan.FromSeconds(60));
        await _browser.SubmitAsync(Second, ("secret", SessionFixture.AlicePin));
        _browser.Page.ShouldContain(PanelTexts.SecondOver);
    }

    [Fact]
    public async Task Protocol_GivesATicketAndTakesWhatFollows()
    {
        var shown = await _panel.PostAsync("mfp-1/session", new { method = "card", card = SessionFixture.AliceCard });
        await PanelFixture.ShouldBeProblemAsync(shown, HttpStatusCode.Unauthorized, "second-phase-needed");
        var problem = await PanelFixture.JsonAsync(shown);
        problem.GetProperty("accepts").EnumerateArray().Select(word => word.GetString()).ShouldBe(["pin", "password"]);
        problem.GetProperty("endsInSeconds").GetInt32().ShouldBe(60);
        var ticket = problem.GetProperty("ticket").GetString();

        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-2/session", new { method = "second", ticket, pin = SessionFixture.AlicePin }), HttpStatusCode.Unauthorized, "second-phase-over");
        var wrong = await _panel.PostAsync("mfp-1/session", new { method = "second", ticket, pin = "771133" });
        await PanelFixture.ShouldBeProblemAsync(wrong, HttpStatusCode.Unauthorized, "wrong-credential");
        (await _panel.PostAsync("mfp-1/session", new { method = "second", ticket, pin = SessionFixture.AlicePin })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/session", new { method = "second", ticket, pin = SessionFixture.AlicePin }), HttpStatusCode.Unauthorized, "second-phase-over");
    }

    [Fact]
    public async Task Protocol_TakesBothAtOnce()
    {
        (await _panel.PostAsync("mfp-1/session", new { method = "card", card = SessionFixture.AliceCard, pin = SessionFixture.AlicePin })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await PanelFixture.ShouldBeProblemAsync(
            await _panel.PostAsync("mfp-1/session", new { method = "card", card = SessionFixture.AliceCard, pin = "771133" }), HttpStatusCode.Unauthorized, "wrong-credential");
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/session", new { method = "pin", pin = SessionFixture.AlicePin }), HttpStatusCode.Unauthorized, "card-first");
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/session", new { method = "second", pin = "1234" }), HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task Device_SaysWhatIsNeeded()
    {
        var device = await PanelFixture.JsonAsync(await _panel.GetAsync("mfp-1"));
        device.GetProperty("logins").EnumerateArray().Select(word => word.GetString()).ShouldBe(["card"]);
        device.GetProperty("secondPhase").GetArrayLength().ShouldBe(2);
    }

    // AU06: what the page does, a terminal can do
    [Fact]
    public async Task Pin_DrawnByTheProtocol_IsShownOnce_AndRefusalsAreTold()
    {
        await DemandAsync(SecondPhase.Unspecified);
        var token = await _panel.LogInAsync();
        var drawn = await _panel.PostAsync("mfp-1/pin", new { }, token);
        drawn.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PanelFixture.JsonAsync(drawn)).GetProperty("pin").GetString().ShouldBe("739184");
        drawn.Headers.CacheControl!.NoStore.ShouldBeTrue();

        _panel.Credentials.Refusal = "A new PIN can be drawn once in 7 days.";
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/pin", new { }, token), HttpStatusCode.Conflict, "credential-refused");
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/pin", new { }), HttpStatusCode.Unauthorized, "session-needed");
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-2/pin", new { }, token), HttpStatusCode.Unauthorized, "session-needed");
        for (var i = 0; i < 3; i++)
        {
            await _panel.PostAsync("mfp-1/pin", new { }, token);
        }

        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/pin", new { }, token), HttpStatusCode.TooManyRequests, "throttled");
    }

    // AU08 with a reader's format: the stored form goes to the server, whatever the reader sends
    [Fact]
    public async Task Card_RegisteredByTheProtocol_GoesUpInTheStoredForm()
    {
        var policy = _panel.People.Policy.Clone();
        policy.ReaderFormats.Add(new ReaderFormat { Name = "turned", Rule = "hex; reverse-bytes; to-hex", AlsoAsSent = true });
        policy.DeviceReaderFormat = "turned";
        await _panel.People.SendAsync(new Change { Policy = policy });
        var token = await _panel.LogInAsync();
        (await _panel.PostAsync("mfp-1/cards", new { card = "11223344" }, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        _panel.Credentials.Asked.ShouldBe([$"card 44332211 for {SessionFixture.Alice} at mfp-1"]);
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/cards", new { card = "XYZ" }, token), HttpStatusCode.Conflict, "credential-refused");
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/cards", new { }, token), HttpStatusCode.BadRequest, "bad-request");
    }

    // existing cards keep working where the format says so, and only there
    [Fact]
    public async Task Card_RegisteredBeforeTheRule_WorksWhereItIsAlsoTakenAsSent()
    {
        var policy = _panel.People.Policy.Clone();
        policy.ReaderFormats.Add(new ReaderFormat { Name = "turned", Rule = "hex; reverse-bytes; to-hex" });
        policy.DeviceReaderFormat = "turned";
        await _panel.People.SendAsync(new Change { Policy = policy });
        await PanelFixture.ShouldBeProblemAsync(
            await _panel.PostAsync("mfp-1/session", new { method = "card", card = SessionFixture.AliceCard }), HttpStatusCode.Unauthorized, "wrong-credential");
        await _panel.LogInAsync(new { method = "card", card = "D5C4B3A204" });
        policy = policy.Clone();
        policy.ReaderFormats[0].AlsoAsSent = true;
        await _panel.People.SendAsync(new Change { Policy = policy });
        await _panel.LogInAsync();
    }

    private async Task DemandAsync(SecondPhase phase)
    {
        var policy = _panel.People.Policy.Clone();
        policy.SecondPhase = phase;
        await _panel.People.SendAsync(new Change { Policy = policy });
    }

    private async Task ShowCardAsync()
    {
        await _browser.GetAsync("/panel/mfp-1");
        await _browser.SubmitAsync("/panel/mfp-1/login", ("secret", SessionFixture.AliceCard));
        _browser.Path.ShouldBe(Second);
    }
}
