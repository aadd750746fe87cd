using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platen.Domain.Mail;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Hosting;
using Platen.Gateway.Problems;
using Platen.Gateway.Security;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>What people do before they can log in: register (AU01), and replace a forgotten password. A request is answered in the same way whether somebody is known or not.</summary>
internal static class SelfServiceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var registrations = api.MapGroup("/registrations").WithTags("Self-service").RequireRateLimiting(LoginLimits.Policy);
        registrations.MapPost("", RegisterAsync).Describe("register", "Mails a link to an address, by which it is confirmed; to one that is known already, another mail.", StatusCodes.Status202Accepted);
        registrations.MapPost("/confirm", ConfirmAsync).Describe<RegisteredJson>("confirmRegistration", "Makes the account, by the token of the mailed link. The PIN is shown once.", StatusCodes.Status201Created);
        var resets = api.MapGroup("/password-resets").WithTags("Self-service").RequireRateLimiting(LoginLimits.Policy);
        resets.MapPost("", ForgotAsync).Describe("forgotPassword", "Mails a link to the user of a login name or e-mail address, if there is one.", StatusCodes.Status202Accepted);
        resets.MapPost("/confirm", ResetAsync).Describe("resetPassword", "Sets a new password, by the token of the mailed link.");
    }

    private static async Task<IResult> RegisterAsync(RegisterRequest request, HttpRequest http, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new BeginRegistration
        {
            Name = input.Text(request.Name, "name"),
            Email = input.Text(request.Email, "email"),
            Language = request.Language ?? MailLanguages.OfHeader(http.Headers.AcceptLanguage),
            Origin = caller.Origin,
            PublicAddress = options.Value.PublicAddress,
        };
        return input.Refusal ?? Accepted(await caller.Grains.SelfService(caller.Tenant).BeginRegistrationAsync(command, cancellationToken));
    }

    private static async Task<IResult> ConfirmAsync(UseLinkRequest request, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = Read(input, request, caller, options.Value);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var made = await caller.Grains.SelfService(caller.Tenant).ConfirmRegistrationAsync(command, cancellationToken);
        return made.Result.IsDone ? TypedResults.Created((string?)null, new RegisteredJson(made.LoginName, made.Pin, made.Waits)) : ProblemAnswers.Of(made.Result);
    }

    private static async Task<IResult> ForgotAsync(ForgotPasswordRequest request, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new BeginPasswordReset { Name = input.Text(request.Name, "name"), Origin = caller.Origin, PublicAddress = options.Value.PublicAddress };
        return input.Refusal ?? Accepted(await caller.Grains.SelfService(caller.Tenant).BeginPasswordResetAsync(command, cancellationToken));
    }

    private static async Task<IResult> ResetAsync(UseLinkRequest request, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = Read(input, request, caller, options.Value);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.SelfService(caller.Tenant).CompletePasswordResetAsync(command, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static UseMailLink Read(Input input, UseLinkRequest request, Caller caller, GatewayOptions options) =>
        new() { Token = input.Text(request.Token, "token"), Password = input.Text(request.Password, "password"), Origin = caller.Origin, PublicAddress = options.PublicAddress };

    private static IResult Accepted(CommandResult result) => result.IsDone ? TypedResults.StatusCode(StatusCodes.Status202Accepted) : ProblemAnswers.Of(result);
}
