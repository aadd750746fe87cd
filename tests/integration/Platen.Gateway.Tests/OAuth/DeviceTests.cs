using System.Net;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;
using static Platen.Gateway.Tests.OAuth.OAuthSteps;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>AU28: the device authorization grant, all of RFC 8628.</summary>
[Collection(SiloTests.Name)]
public sealed class DeviceTests(SiloHost silo)
{
    private readonly OAuthSteps _steps = new(silo);

    private Task<string> SessionAsync() => silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));

    [Fact]
    public async Task Poll_BeforeTheAnswer_IsPending_AndTooSoonIsSlowedDown()
    {
        // mutants: polls are not timed; the interval does not grow; a poll that is too soon is answered all the same
        var (client, device) = await BeginAsync();
        (await PollAsync(client, device)).ShouldBe("authorization_pending");
        (await PollAsync(client, device)).ShouldBe("slow_down");
        await AgreeAsync(device);
        await PassAsync(client, 7);
        (await PollAsync(client, device)).ShouldBe("slow_down", "the interval is ten seconds by now");
        await PassAsync(client, 15);
        var (status, body) = await _steps.PostAsync("token", null, Fields(client, device));
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        (await _steps.ApiAsync(body.GetProperty("access_token").GetString()!)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Code_Used_IsGoodOnce_AndForItsClientOnly()
    {
        var (client, device) = await BeginAsync();
        var other = await _steps.RegisterAsync("none", DeviceGrant, "own-jobs");
        await AgreeAsync(device);
        (await PollAsync(other.Id, device)).ShouldBe("invalid_grant");
        await PassAsync(client, 60);
        await _steps.TokensAsync(Fields(client, device));
        await PassAsync(client, 60);
        (await PollAsync(client, device)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Code_PolledByManyAtOnce_GivesOneToken()
    {
        var (client, device) = await BeginAsync();
        await AgreeAsync(device);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _steps.PostAsync("token", null, Fields(client, device))));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task Code_AfterTenMinutes_IsOver_ForDeviceAndUser()
    {
        var (client, device) = await BeginAsync();
        await _steps.SqlAsync("UPDATE platen.tokens SET issued_at = issued_at - interval '601 seconds' WHERE client = $1", client);
        (await PollAsync(client, device)).ShouldBe("expired_token");
        (await AnswerAsync(await SessionAsync(), device, "yes")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task User_SaysNo_AndTheDeviceIsTold_OnceAndForAll()
    {
        var (client, device) = await BeginAsync();
        (await AnswerAsync(await SessionAsync(), device, "no")).Html.ShouldContain("refused");
        (await PollAsync(client, device)).ShouldBe("access_denied");
        (await AnswerAsync(await SessionAsync(), device, "yes")).Status.ShouldBe(HttpStatusCode.BadRequest, "an answer is not changed");
    }

    [Fact]
    public async Task Page_OfACode_ShowsProgramScopeAndOrigin_AndAsks()
    {
        // a code in the address is not enough (RFC 8628, 5.4)
        var (client, device) = await BeginAsync();
        var code = device.GetProperty("user_code").GetString()!;
        var (status, _, html) = await _steps.PageAsync(await SessionAsync(), $"device?user_code={code}");
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain(code);
        html.ShouldContain($"Program {client}");
        html.ShouldContain("Own jobs");
        html.ShouldContain("127.0.0.1");
        html.ShouldContain("for 20 minutes");
        (await PollAsync(client, device)).ShouldBe("authorization_pending");
    }

    [Fact]
    public async Task UserCodes_Guessed_AreNotLookedUpForLong()
    {
        // mutant: the count comes after the look, or is a gateway's own
        var (_, device) = await BeginAsync();
        var (user, http) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = http;
        var session = await silo.SessionOfAsync(user.Id);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 22; i++)
        {
            statuses.Add((await _steps.PageAsync(session, "device?user_code=BCDF-GHJK")).Status);
        }

        statuses.Take(20).ShouldAllBe(status => status == HttpStatusCode.BadRequest);
        statuses.Skip(20).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
        (await AnswerAsync(session, device, "yes")).Status.ShouldBe(HttpStatusCode.TooManyRequests, "the right one is refused as well");
        (await _steps.AuditAsync("oauth.codes-tried")).ShouldContain(user.Id.ToString());
        (await AnswerAsync(await SessionAsync(), device, "yes")).Status.ShouldBe(HttpStatusCode.OK, "others are not held up by it");
    }

    [Fact]
    public async Task Codes_AreStoredHashedOnly()
    {
        var (client, device) = await BeginAsync();
        foreach (var secret in new[] { device.GetProperty("device_code").GetString()!, device.GetProperty("user_code").GetString()!.Replace("-", "", StringComparison.Ordinal) })
        {
            (await _steps.SqlAsync("UPDATE platen.tokens t SET name = name WHERE t::text LIKE '%' || $1 || '%'", secret)).ShouldBe(0);
        }

        client.ShouldNotBeEmpty();
    }

    private async Task<(string Client, JsonElement Device)> BeginAsync()
    {
        var client = await _steps.RegisterAsync("none", DeviceGrant, "own-jobs");
        var (status, body) = await _steps.PostAsync("device_authorization", null, ("client_id", client.Id), ("scope", "own-jobs"));
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        return (client.Id, body);
    }

    private static (string, string)[] Fields(string client, JsonElement device) => [("grant_type", DeviceGrant), ("client_id", client), ("device_code", device.GetProperty("device_code").GetString()!)];

    private Task<string> PollAsync(string client, JsonElement device) => _steps.ErrorAsync(Fields(client, device));

    private Task<int> PassAsync(string client, int seconds) => _steps.SqlAsync($"UPDATE platen.tokens SET polled_at = polled_at - interval '{seconds} seconds' WHERE client = $1", client);

    private async Task AgreeAsync(JsonElement device) => (await AnswerAsync(await SessionAsync(), device, "yes")).Html.ShouldContain("is connected");

    private Task<(HttpStatusCode Status, string Location, string Html)> AnswerAsync(string session, JsonElement device, string answer) =>
        _steps.PageAsync(session, "device", ("user_code", device.GetProperty("user_code").GetString()!), ("answer", answer));
}
