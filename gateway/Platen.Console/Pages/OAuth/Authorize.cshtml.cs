using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.OAuth;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Console.Pages.OAuth;

/// <summary>The authorization endpoint (RFC 6749, 3.1): asks the user whether a program may act in that name. What is asked stays in the address, also when the user has to log in first.</summary>
public sealed class AuthorizeModel : ConsolePage
{
    private static readonly string[] Known = ["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"];
    private static readonly string[] NotKnown = ["request", "request_uri"];

    /// <inheritdoc/>
    public override string Heading => "A program asks for leave";

    /// <summary>What is asked.</summary>
    public ConsentView View { get; private set; } = new();

    /// <summary>Where the answer is posted: the same request.</summary>
    public string Action => Request.Path + Request.QueryString;

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync() => Show(await Grains.OAuth(Tenant).LookAsync(Read(), Actor, Aborted));

    /// <summary>Answers.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        return Show(await Grains.OAuth(Tenant).AnswerAsync(Read(), Form.Text("answer") == "yes", Actor, Aborted));
    }

    private IActionResult Show(ConsentView view)
    {
        View = view;
        if (view.Location.Length > 0)
        {
            // 303: the form is not sent on (RFC 9700, 4.12)
            Response.Headers.Location = view.Location;
            return StatusCode(StatusCodes.Status303SeeOther);
        }

        if (view.Refusal.Length > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        // browsers hold the way that a form's answer takes against the policy of the page
        Response.Headers.ContentSecurityPolicy = Response.Headers.ContentSecurityPolicy.ToString().Replace("form-action 'self'", $"form-action 'self' {view.Source}", StringComparison.Ordinal);
        return Page();
    }

    private AskConsent Read() => new()
    {
        ClientId = Parameter("client_id"),
        ResponseType = Parameter("response_type"),
        RedirectUri = Parameter("redirect_uri"),
        Scope = Parameter("scope"),
        State = Parameter("state"),
        CodeChallenge = Parameter("code_challenge"),
        CodeChallengeMethod = Parameter("code_challenge_method"),
        Unsupported = NotKnown.Any(Request.Query.ContainsKey) || Known.Any(name => Request.Query[name] is { Count: > 1 } || Request.Query[name].ToString().Length > OAuthLimits.ParameterMax)
            || Parameter("response_mode") is not ("" or "query"),
        PublicAddress = Options.PublicAddress,
    };

    // a parameter that is given twice is none (RFC 6749, 3.1)
    private string Parameter(string name) => Request.Query[name] is { Count: 1 } value && value.ToString() is { Length: <= OAuthLimits.ParameterMax } text ? text : "";
}
