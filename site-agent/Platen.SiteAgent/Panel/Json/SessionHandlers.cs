using System.ComponentModel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>Log in, look, log out.</summary>
internal static class SessionHandlers
{
    public static async Task<IResult> LoginAsync([Description("The device's id.")] string device, HttpContext context, PanelLogin login, RemoteJobs others, IDocumentsAhead ahead, IReplica replica)
    {
        var (body, problem) = await JsonBody.ReadAsync<LoginView>(context);
        if (problem is not null)
        {
            return problem.ToResult(context);
        }

        if (Credential(body!) is not { } credential)
        {
            return PanelProblem.BadRequest(
                $"Send method pin with pin, method card with card, or method password with loginName and password; each of 1 to {PanelCredential.CharsMax} characters.").ToResult(context);
        }

        var result = await login.LoginAsync(JsonSession.DeviceId(context), credential, RequestGate.SourceOf(context), context.RequestAborted);
        if (result.Code != PanelLoginCode.Ok)
        {
            return PanelProblem.Of(result).ToResult(context);
        }

        others.Prefetch(result.Session!.User);
        ahead.Begin(result.Session.User, JsonSession.DeviceId(context));
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

    private static PanelCredential? Credential(LoginView body) => body switch
    {
        { Method: "pin", Pin: { } pin } when Fits(pin) => new PanelCredential.Pin(pin),
        { Method: "card", Card: { } card } when Fits(card) => new PanelCredential.Card(card),
        { Method: "password", LoginName: { } name, Password: { } password } when Fits(name) && Fits(password) => new PanelCredential.Password(name, password),
        _ => null,
    };

    private static bool Fits(string text) => text.Length is > 0 and <= PanelCredential.CharsMax;
}
