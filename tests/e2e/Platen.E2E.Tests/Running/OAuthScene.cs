using System.Net;
using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>All that an OAuth server has under way at some moment: a family of refresh tokens, a code and two device codes. Another server process, which has only the record, must go on with each of it.</summary>
internal sealed class OAuthScene
{
    private readonly (string Code, string Verifier) _code;
    private readonly JsonElement _answered;
    private readonly JsonElement _asked;
    private readonly string _former;
    private readonly (string Access, string Refresh) _now;
    private readonly Task _interval;

    private OAuthScene((string, string) code, JsonElement answered, JsonElement asked, string former, (string, string) now, Task interval) =>
        (_code, _answered, _asked, _former, _now, _interval) = (code, answered, asked, former, now, interval);

    public static async Task<OAuthScene> BeginAsync(OAuthProgram program)
    {
        var (_, former) = Tokens(await program.RedeemAsync(await program.AgreeAsync()));
        var now = Tokens(await program.RefreshAsync(former));
        var (answered, asked) = (await program.BeginDeviceAsync(), await program.BeginDeviceAsync());
        await program.ApproveAsync(answered);
        Error(await program.PollAsync(asked)).ShouldBe("authorization_pending");
        var interval = Task.Delay(TimeSpan.FromSeconds(asked.GetProperty("interval").GetInt32() + 1), TimeProvider.System);
        return new OAuthScene(await program.AgreeAsync(), answered, asked, former, now, interval);
    }

    /// <summary>Mutants: any of it is kept in the process that made it; what was used is not in the record.</summary>
    public async Task GoOnAsync(OAuthProgram program)
    {
        (await program.ApiAsync(_now.Access)).ShouldBe(HttpStatusCode.OK, "an access token lives on");
        var byCode = Tokens(await program.RedeemAsync(_code));
        Error(await program.RedeemAsync(_code)).ShouldBe("invalid_grant", "a code is good once");
        (await program.ApiAsync(byCode.Access)).ShouldBe(HttpStatusCode.Unauthorized, "its second use ended what came from it");
        (await program.ApiAsync(Tokens(await program.PollAsync(_answered)).Access)).ShouldBe(HttpStatusCode.OK, "the user had answered before");
        await program.ApproveAsync(_asked);
        await _interval; // else it polls too often (RFC 8628, 3.5): the other server may have taken over within five seconds
        Tokens(await program.PollAsync(_asked));
        Error(await program.PollAsync(_answered)).ShouldBe("invalid_grant");

        var next = Tokens(await program.RefreshAsync(_now.Refresh));
        Error(await program.RefreshAsync(_former)).ShouldBe("invalid_grant", "a token of before is known as used");
        (await program.ApiAsync(next.Access)).ShouldBe(HttpStatusCode.Unauthorized, "the whole family has ended");
        Error(await program.RefreshAsync(next.Refresh)).ShouldBe("invalid_grant");
    }

    private static (string Access, string Refresh) Tokens((HttpStatusCode Status, JsonElement Body) answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body.ToString());
        return (answer.Body.GetProperty("access_token").GetString()!, answer.Body.GetProperty("refresh_token").GetString()!);
    }

    private static string Error((HttpStatusCode Status, JsonElement Body) answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Body.ToString());
        return answer.Body.GetProperty("error").GetString()!;
    }
}
