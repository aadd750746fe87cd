using System.ComponentModel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>Log in, look, log out.</summary>
internal static class SessionHandlers
{
    public static async Task<IResult> LoginAsync([Description("The device's id.")] string device, HttpContext context, PanelLogin login, QrLogins codes, LoggedInPeople people, IReplica replica)
    {
        var (body, problem) = await JsonBody.ReadAsync<LoginView>(context);
        if (problem is not null)
        {
            return problem.ToResult(context);
        }

        if (!IsWhole(body!))
        {
            return PanelProblem.BadRequest(
                $"Send method pin with pin, method card with card, method password with loginName and password, method second with ticket and pin or password, or method qr with ticket; each of 1 to {PanelCredential.CharsMax} characters.")
                .ToResult(context);
        }

        var (result, waiting) = body!.Method == "qr" ? await QrCalls.TryAsync(context, codes, login, body.Ticket) : (await LoginAsync(context, login, body), null);
        if (result is null)
        {
            return waiting!.ToResult(context);
        }

        if (result.Code != PanelLoginCode.Ok)
        {
            return PanelProblem.Of(result).ToResult(context, result.Ask is { } ask ? Extensions(ask) : null);
        }

        people.Prepare(result.Session!);
        context.Response.Headers.Location = $"/panel/v1/devices/{device}/session";
        return JsonBody.Answer(JsonViews.Of(result.Session!, replica, result.Token), StatusCodes.Status201Created);
    }

    public static IResult Get([Description("The device's id.")] string device, HttpContext context, PanelSessions sessions, IReplica replica) =>
        JsonSession.Find(context, sessions, touch: false) is { } session
            ? JsonBody.Answer(JsonViews.Of(session, replica))
            : PanelProblem.SessionNeeded.ToResult(context);

    public static async Task<IResult> LogoutAsync([Description("The device's id.")] string device, HttpContext context, PanelSessions sessions)
    {
        if (JsonSession.Find(context, sessions, touch: false) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        await sessions.EndAsync(session, SessionEnd.Logout, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static bool IsWhole(LoginView body) => body.Method switch
    {
        "second" => Second(body) is not null && body.Ticket is not null,
        "qr" => body.Ticket is not null,
        _ => Credential(body) is not null,
    };

    private static async ValueTask<PanelLoginResult> LoginAsync(HttpContext context, PanelLogin login, LoginView body)
    {
        var (device, source) = (JsonSession.DeviceId(context), RequestGate.SourceOf(context));
        if (body.Method == "second")
        {
            return await login.SecondAsync(device, body.Ticket, Second(body)!, source, context.RequestAborted);
        }

        var result = await login.LoginAsync(device, Credential(body)!, source, context.RequestAborted);
        return result is { Code: PanelLoginCode.SecondPhaseNeeded, Ask: { } ask } && Second(body) is { } secret
            ? await login.SecondAsync(device, ask.Ticket, secret, source, context.RequestAborted)
            : result;
    }

    private static Dictionary<string, object?> Extensions(SecondPhaseAsk ask) => new()
    {
        ["ticket"] = ask.Ticket,
        ["accepts"] = JsonWords.Of(ask.Accepts),
        ["endsInSeconds"] = (int)ask.EndsIn.TotalSeconds,
    };

    // what follows a card
    private static PanelCredential? Second(LoginView body) => body switch
    {
        { Pin: { } pin } when Fits(pin) => new PanelCredential.Pin(pin),
        { Password: { } password } when Fits(password) => new PanelCredential.Password("", password),
        _ => null,
    };

    private static PanelCredential? Credential(LoginView body) => body switch
    {
        { Method: "pin", Pin: { } pin } when Fits(pin) => new PanelCredential.Pin(pin),
        { Method: "card", Card: { } card } when Fits(card) => new PanelCredential.Card(card),
        { Method: "password", LoginName: { } name, Password: { } password } when Fits(name) && Fits(password) => new PanelCredential.Password(name, password),
        _ => null,
    };

    private static bool Fits(string text) => text.Length is > 0 and <= PanelCredential.CharsMax;
}
