using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>A user's PIN, cards and password: the user's own, or any by an administrator (the grain decides).</summary>
internal static class CredentialEndpoints
{
    private const int IndexBytes = 32;

    public static void Map(RouteGroupBuilder users)
    {
        users.MapPost("/{user}/pin", IssuePinAsync).Describe<PinJson>("issuePin", "Draws a new PIN; the former one ends. It is shown once.");
        users.MapPost("/{user}/cards", AddCardAsync).Describe("addCard", "Adds an ID card.");
        users.MapDelete("/{user}/cards/{card}", RemoveCardAsync).Describe("removeCard", "Removes an ID card, by the id that the user's 'cards' give.");
        users.MapDelete("/{user}/second-factor", RemoveFactorAsync).Describe("removeSecondFactor", "Takes the second factor away, as when its telephone is lost; of somebody else, the sessions end.");
        users.MapPut("/{user}/password", SetPasswordAsync).Describe("setPassword", "Sets the password, and ends the user's web sessions. Who changes the own one gives 'currentPassword', too. Somebody else's is an initial one, to be changed at the first login; 'drawPassword' draws one, and the answer shows it once.");
    }

    private static async Task<IResult> RemoveFactorAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var result = await caller.Grains.User(caller.Tenant, user).RemoveFactorAsync(caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> IssuePinAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var issued = await caller.Grains.User(caller.Tenant, user).IssuePinAsync(caller.Actor, cancellationToken);
        return issued.Result.IsDone ? TypedResults.Ok(new PinJson(issued.Pin!)) : ProblemAnswers.Of(issued.Result);
    }

    private static async Task<IResult> AddCardAsync(UserId user, CardRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var result = await caller.Grains.User(caller.Tenant, user).AddCardAsync(request.Number ?? "", caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> RemoveCardAsync(UserId user, string card, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var index = new byte[IndexBytes];
        if (card.Length != 2 * IndexBytes || Convert.FromHexString(card, index, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return ProblemAnswers.NotFound("such card");
        }

        var result = await caller.Grains.User(caller.Tenant, user).RemoveCardAsync([.. index], caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> SetPasswordAsync(UserId user, PasswordRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var grain = caller.Grains.User(caller.Tenant, user);
        if (caller.Actor.UserId == user)
        {
            var own = await grain.ChangePasswordAsync(request.CurrentPassword ?? "", request.Password ?? "", caller.Actor, cancellationToken);
            return own.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(own);
        }

        var command = new GivePassword { Password = request.DrawPassword ? null : request.Password ?? "", IsLasting = request.PasswordIsInitial == false };
        var given = await grain.GivePasswordAsync(command, caller.Actor, cancellationToken);
        return !given.Result.IsDone ? ProblemAnswers.Of(given.Result) : given.Password is { } drawn ? TypedResults.Ok(new DrawnPasswordJson(drawn)) : TypedResults.NoContent();
    }
}
