using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platen.Console.Hosting;
using Platen.Domain.OpenId;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OpenId;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.OpenId;

/// <summary>
/// The two ends of a login by the identity provider. What the browser carries between them is sealed, in a cookie of its own that other sites' pages cannot set; the answer comes as a link from the provider, so the cookie is Lax.
/// </summary>
internal sealed class OpenIdLogin(IGrainFactory grains, IOptions<ConsoleOptions> options)
{
    /// <summary>Where a login begins.</summary>
    public const string Address = "/login/openid";

    /// <summary>Where the provider's answer comes.</summary>
    public const string CallbackAddress = "/login/openid/callback";

    private const string Cookie = "__Host-platen-openid";
    private const string Failed = "/login?openid=failed";
    private const int ParameterMax = 4_096;
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Sends the browser to the provider.</summary>
    public async Task<IResult> BeginAsync(HttpContext context)
    {
        var (to, provider) = (ReturnAddress.Of(context.Request.Query["to"].ToString()), grains.IdentityProvider(options.Value.Tenant));
        var start = context.Request.Query["again"] == "1" ? await provider.BeginAgainAsync(to, context.RequestAborted) : await provider.BeginAsync(to, context.RequestAborted);
        if (start is null)
        {
            return Results.Redirect(Failed);
        }

        context.Response.Cookies.Append(Cookie, start.Token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = CookieLifetime });
        return Results.Redirect(start.Location);
    }

    /// <summary>Takes the provider's answer.</summary>
    public async Task<IResult> CompleteAsync(HttpContext context)
    {
        var answer = new CompleteOpenId
        {
            Token = context.Request.Cookies[Cookie] ?? "",
            State = Parameter(context, "state"),
            Code = Parameter(context, "code"),
            Issuer = Parameter(context, "iss"),
            Error = Parameter(context, "error"),
            Origin = context.Connection.RemoteIpAddress?.ToString() ?? "",
        };
        context.Response.Cookies.Delete(Cookie, new CookieOptions { Secure = true, Path = "/" });
        var result = await grains.IdentityProvider(options.Value.Tenant).CompleteAsync(answer, context.RequestAborted);
        if (result.Token is not { } token)
        {
            return Results.Redirect(result.Failure switch
            {
                OpenIdFailure.NoLoginTime => NotAgain("no-time", result.To),
                OpenIdFailure.OldLogin => NotAgain("old", result.To),
                _ => Failed,
            });
        }

        if (context.Features.Get<SessionView>() is not null && context.Request.Cookies.TryGetValue(options.Value.SessionCookie, out var former) && former is not null)
        {
            // the new login takes the former one's place: its token would live on unseen
            await grains.Session(options.Value.Tenant).EndAsync(former, context.Features.Get<SessionView>()!.ToActor(answer.Origin), context.RequestAborted);
        }

        context.Response.Cookies.Append(options.Value.SessionCookie, token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return Results.LocalRedirect(ReturnAddress.Of(result.To));
    }

    // whoever is logged in stays so: only the change that was wanted is not done
    private static string NotAgain(string why, string to) => $"/login?again=1&openid={why}&to={Uri.EscapeDataString(ReturnAddress.Of(to))}";

    // a parameter that is given twice is none (RFC 6749, 3.1)
    private static string Parameter(HttpContext context, string name) => context.Request.Query[name] is { Count: 1 } value && value.ToString() is { Length: <= ParameterMax } text ? text : "";
}
