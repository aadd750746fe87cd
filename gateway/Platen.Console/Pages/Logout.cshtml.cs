using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages;

/// <summary>Ends the session.</summary>
public sealed class LogoutModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Log out";

    /// <summary>Ends the session and takes the cookie back.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Request.Cookies.TryGetValue(Options.SessionCookie, out var token) && token is not null)
        {
            await Grains.Session(Tenant).EndAsync(token, Actor, Aborted);
        }

        Response.Cookies.Delete(Options.SessionCookie, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return Done("/login", "logged-out");
    }
}
