using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>An error of the panel protocol (RFC 9457): its code is stable, its words are for people.</summary>
/// <param name="Code">The last part of <c>type</c>, <c>urn:platen:panel:CODE</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The same for every error of this code.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
/// <param name="RetryAfter">When to try again, if that is known.</param>
internal sealed record PanelProblem(string Code, int Status, string Title, string Detail, TimeSpan? RetryAfter = null)
{
    public static readonly PanelProblem SessionNeeded = new("session-needed", 401, "Not logged in", PanelTexts.SessionOver);
    public static readonly PanelProblem JobUnknown = new("job-unknown", 404, "No such job", PanelTexts.JobGone);
    public static readonly PanelProblem ReleaseUnknown = new("release-unknown", 404, "No such release", "No release with that id is known here. Ended releases are kept for ten minutes.");
    public static readonly PanelProblem DeviceUnknown = new("device-unknown", 404, "No such device", PanelTexts.DeviceUnknown);
    public static readonly PanelProblem AddressNotAllowed = new("address-not-allowed", 403, "Address not allowed", PanelTexts.AddressNotAllowed);
    public static readonly PanelProblem BodyTooLarge = new("body-too-large", 413, "Request too large", $"The request's body may have {PanelLimits.BodyBytesMax} bytes. Send fewer jobs at once.");
    public static readonly PanelProblem JsonNeeded = new("json-needed", 415, "JSON needed", "Send the body as application/json.");
    public static readonly PanelProblem JobBusy = new("job-busy", 409, "The job is being printed", PanelTexts.JobBusy);
    public static readonly PanelProblem QrNotNow = new("qr-not-now", 503, "No login by phone now", PanelTexts.PhoneNotNow, TimeSpan.FromSeconds(60));
    public static readonly PanelProblem QrWaiting = new("qr-waiting", 401, "Not approved yet", "Nobody has answered yet. Ask again in a few seconds.", TimeSpan.FromSeconds(2));
    public static readonly PanelProblem QrOver = new("qr-over", 401, "The code is over", PanelTexts.PhoneOver);
    public static readonly PanelProblem TooManyRequests = new("too-many-requests", 429, "Too many requests", "This address sends too many requests. Wait a second, and use ?wait= instead of asking again and again.", TimeSpan.FromSeconds(1));

    public static PanelProblem NotDeleted(string detail) => new("not-deleted", 409, "The job is not deleted", detail);

    public static PanelProblem BadRequest(string detail) => new("bad-request", 400, "The request cannot be understood", detail);

    /// <summary>A card or PIN that was not given.</summary>
    public static PanelProblem Of(PanelAccountResult result) => result.Wait is { } wait
        ? new("throttled", 429, "Too many attempts", result.Refusal, wait)
        : new("credential-refused", 409, "Not done", result.Refusal);

    /// <summary>A refused login.</summary>
    public static PanelProblem Of(PanelLoginResult result) => result.Code switch
    {
        PanelLoginCode.WrongCredential => new("wrong-credential", 401, "Not recognised", PanelTexts.LoginRefused(result)),
        PanelLoginCode.Locked => new("locked", 403, "Locked", PanelTexts.LoginRefused(result), result.RetryAfter),
        PanelLoginCode.Disabled => new("account-disabled", 403, "Account not active", PanelTexts.LoginRefused(result)),
        PanelLoginCode.Throttled => new("throttled", 429, "Too many failed logins", PanelTexts.LoginRefused(result), result.RetryAfter),
        PanelLoginCode.OfflineTooLong => new("offline-too-long", 503, "Offline for too long", PanelTexts.LoginRefused(result)),
        PanelLoginCode.BarredOffline => new("barred-offline", 403, "Not allowed while offline", PanelTexts.LoginRefused(result)),
        PanelLoginCode.InitialPassword => new("initial-password", 403, "Choose your own password first", PanelTexts.LoginRefused(result)),
        PanelLoginCode.NeedsServer => new("needs-server", 503, "The directory cannot be reached", PanelTexts.LoginRefused(result)),
        PanelLoginCode.Busy => new("busy", 503, "Busy", PanelTexts.LoginRefused(result), result.RetryAfter),
        PanelLoginCode.DeviceUnknown => DeviceUnknown,
        PanelLoginCode.SecondPhaseNeeded => new("second-phase-needed", 401, "PIN or password needed", PanelTexts.LoginRefused(result)),
        PanelLoginCode.SecondPhaseOver => new("second-phase-over", 401, "Begin anew", PanelTexts.LoginRefused(result)),
        PanelLoginCode.CardFirst => new("card-first", 401, "Card first", PanelTexts.LoginRefused(result)),
        _ => new("not-ready", 503, "Not ready", PanelTexts.LoginRefused(result)),
    };

    /// <summary>The error as an answer; <paramref name="extensions"/> are added to it.</summary>
    public IResult ToResult(HttpContext context, IDictionary<string, object?>? extensions = null)
    {
        if (RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (Status == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var problem = new ProblemDetails { Type = "urn:platen:panel:" + Code, Status = Status, Title = Title, Detail = Detail, Instance = context.Request.Path };
        foreach (var (key, value) in extensions ?? new Dictionary<string, object?>())
        {
            problem.Extensions[key] = value;
        }

        return TypedResults.Problem(problem);
    }
}
