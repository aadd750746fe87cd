using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.OpenId;
using Platen.Console.Shared;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages;

/// <summary>Log in with name and password.</summary>
public sealed class LoginModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Log in";

    /// <summary>Where to go then: a page of ours, never another site's.</summary>
    public string To => ReturnAddress.Of(Text("to"));

    /// <summary>What the button of the identity provider says; empty: there is none.</summary>
    public string Provider { get; private set; } = "";

    /// <summary>What people can do before they log in.</summary>
    public SelfServiceView Offer { get; private set; } = new();

    /// <summary>Where it leads.</summary>
    public string ProviderAddress => OpenIdLogin.Address + (IsAgainByProvider ? "?again=1&to=" + Uri.EscapeDataString(To) : To == "/" ? "" : "?to=" + Uri.EscapeDataString(To));

    /// <summary>It is the provider that shall ask for the proof: the user has no password here.</summary>
    public bool IsAgainByProvider => IsAgain && Session!.User.AuthenticatedBy == UserSource.OpenId && Provider.Length > 0;

    /// <summary>Somebody who is logged in proves it once more, before a change of how to log in.</summary>
    public bool IsAgain => Session is not null && Text("again") == "1";

    /// <summary>An own password was just chosen in the place of an initial one.</summary>
    public bool IsChanged => Session is null && Text("changed") == "1";

    /// <summary>Whether there is nobody to log in yet.</summary>
    public bool NeedsSetUp { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        await FindProviderAsync();
        if (Text("openid") == "failed")
        {
            Form.General.Add("The company's login did not let you in. Try again; if it stays so, ask an administrator, who finds the reason in the audit log.");
        }

        if (Text("openid") is "no-time" or "old")
        {
            Form.General.Add(Text("openid") == "no-time"
                ? "The company's login does not say when you logged in, so nothing was changed. Tell an administrator: the claim auth_time must be switched on for this server at the identity provider."
                : "The company's login did not ask you anew, so nothing was changed. Tell an administrator: the identity provider must heed prompt=login and max_age for this server, and its clock must be right.");
        }

        NeedsSetUp = await Grains.Tenant(Tenant).GetAsync(Aborted) is not { SetUp: true };
        return Session is null || IsAgain ? Page() : LocalRedirect(To);
    }

    // the new login takes the former one's place: its token would live on unseen
    private async Task EndFormerAsync(ISessionGrain sessions)
    {
        if (Session is not null && Request.Cookies.TryGetValue(Options.SessionCookie, out var former) && former is not null)
        {
            await sessions.EndAsync(former, Actor, Aborted);
        }
    }

    /// <summary>Logs in.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var command = new LogIn { LoginName = Form.Text("loginName"), Password = Form.Value("password"), Origin = Origin, Client = SessionKind.Browser, Code = Form.Text("code") };
        var sessions = Grains.Session(Tenant);
        var result = await sessions.LogInAsync(command, Aborted);
        if (result is { Code: LogInCode.Ok, Token: { } token } && await sessions.FindAsync(token, Aborted) is not null)
        {
            await EndFormerAsync(sessions);
            // a session cookie: it goes with the browser; the server ends the session by its own limits
            Response.Cookies.Append(Options.SessionCookie, token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" });
            return LocalRedirect(To);
        }

        await FindProviderAsync();
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (result.Code == LogInCode.CodeNeeded)
        {
            Form.Add("code", "Give the code that your app shows now, too, or a recovery code; and the password once more.");
            return Page();
        }

        if (result.Code == LogInCode.InitialPasswordOver)
        {
            Form.General.Add("The time of the password that you were given is over. Ask an administrator for a new one.");
            return Page();
        }

        // one answer for all, also for names that are locked: only names that exist are ever locked
        Form.General.Add("The name or the password is wrong. After several failures a name is locked for a while; an administrator can unlock it.");
        return Page();
    }

    private async Task FindProviderAsync()
    {
        Provider = await Grains.IdentityProvider(Tenant).GetAsync(Aborted) is { Provider: { Enabled: true, Name: var name } } ? name : "";
        Offer = await Grains.SelfService(Tenant).GetAsync(Aborted);
    }
}
