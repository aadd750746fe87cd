using System.ComponentModel;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The own card (AU08) and PIN (AU05, AU06), for terminals.</summary>
internal static class AccountCalls
{
    public static async Task<IResult> DrawPinAsync([Description("The device's id.")] string device, HttpContext context, PanelSessions sessions, PanelAccounts accounts)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        var result = await accounts.DrawPinAsync(session, context.RequestAborted);
        return result.Pin.Length > 0 ? JsonBody.Answer(new PinView { Pin = result.Pin }, StatusCodes.Status201Created) : Answer(result, context);
    }

    public static async Task<IResult> RegisterCardAsync([Description("The device's id.")] string device, HttpContext context, PanelSessions sessions, PanelAccounts accounts)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        var (body, problem) = await JsonBody.ReadAsync<CardView>(context);
        if (problem is not null)
        {
            return problem.ToResult(context);
        }

        if (body!.Card is not { Length: > 0 and <= PanelCredential.CharsMax } card)
        {
            return PanelProblem.BadRequest($"Send card, of 1 to {PanelCredential.CharsMax} characters.").ToResult(context);
        }

        var result = await accounts.RegisterCardAsync(session, card, context.RequestAborted);
        return Answer(result, context);
    }

    private static IResult Answer(PanelAccountResult result, HttpContext context) => result switch
    {
        { IsRefused: true } => PanelProblem.Of(result).ToResult(context),
        { Pending.Length: > 0 } => JsonBody.Answer(new PendingView { Message = result.Pending }, StatusCodes.Status202Accepted),
        _ => TypedResults.NoContent(),
    };
}
