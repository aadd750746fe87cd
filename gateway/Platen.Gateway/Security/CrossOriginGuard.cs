using Microsoft.AspNetCore.Http;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions.Audit;

namespace Platen.Gateway.Security;

/// <summary>
/// Refuses what another site makes a browser send (CSRF): an unsafe call must come from our own pages, as the browser itself says (Fetch Metadata's <c>Sec-Fetch-Site</c>, else <c>Origin</c>). Calls with a
/// <c>Bearer</c> header and no cookie are not in a browser's power to forge. Unsafe calls without a session (log in, set up) are guarded as well, if they come from a browser.
/// </summary>
internal sealed class CrossOriginGuard(RequestDelegate next, ProblemWriter problems, RefusalNotes notes)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || IsOurs(context))
        {
            return next(context);
        }

        notes.Note(context, IAuditGrain.CrossOrigin);
        return problems.WriteAsync(
            context, ProblemAnswers.Of(StatusCodes.Status403Forbidden, ProblemCode.CrossOrigin, "This call came from another site's page; open the console and try again there."));
    }

    private static bool IsOurs(HttpContext context)
    {
        var token = context.Features.Get<SessionToken>();
        if (token is { FromCookie: false })
        {
            return true;
        }

        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = context.Request.Headers.Origin.ToString();
        // no browser at all sends neither: without a cookie that is a program
        return origin.Length == 0 ? token is null : origin.Equals($"https://{context.Request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
