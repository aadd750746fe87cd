using System.ComponentModel;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>Logging in by the phone's browser (AU27), for terminals.</summary>
internal static class QrCalls
{
    public static async Task<IResult> BeginAsync([Description("The device's id.")] string device, HttpContext context, QrLogins codes) =>
        await codes.BeginAsync(JsonSession.DeviceId(context), context.RequestAborted) is var (open, ticket)
            ? JsonBody.Answer(
                new QrView { Address = open.Begun.Address, Number = open.Begun.Number, Ticket = ticket, EndsInSeconds = (int)open.Begun.EndsIn.TotalSeconds }, StatusCodes.Status201Created)
            : PanelProblem.QrNotNow.ToResult(context);

    /// <summary>How far the login of a ticket is; a problem until it is approved.</summary>
    public static async Task<(PanelLoginResult? Result, PanelProblem? Problem)> TryAsync(HttpContext context, QrLogins codes, PanelLogin login, string? ticket)
    {
        var device = JsonSession.DeviceId(context);
        if (codes.Find(ticket, device) is not { } open)
        {
            return (null, PanelProblem.QrOver);
        }

        var (state, user) = await codes.CollectAsync(device, open, context.RequestAborted);
        return state switch
        {
            QrState.Waiting => (null, PanelProblem.QrWaiting),
            QrState.Approved => (await login.ApprovedAsync(device, user, RequestGate.SourceOf(context), context.RequestAborted), null),
            _ => (null, PanelProblem.QrOver),
        };
    }
}
