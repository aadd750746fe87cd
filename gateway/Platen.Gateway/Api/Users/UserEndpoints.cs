using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>Users: list, add, read, change. Credentials are in <see cref="CredentialEndpoints"/>.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapGet("", ListAsync).Describe<PageOf<UserJson>>("listUsers", "The users; 'search' looks in names and e-mail addresses.");
        users.MapPost("", CreateAsync).Describe<CreatedUserJson>("createUser", "Adds a user.", StatusCodes.Status201Created);
        users.MapGet("/{user}", GetAsync).Describe<UserJson>("getUser", "One user.");
        users.MapPatch("/{user}", PatchAsync).Describe<UserJson>("updateUser", "Changes a user; what is left out stays as it is.");
        ImportEndpoints.Map(users);
        CredentialEndpoints.Map(users);
    }

    private static async Task<IResult> ListAsync(string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListUsersAsync(search ?? "", request, caller.Actor, cancellationToken);
        var credit = await CreditOf.LoadAsync(caller, page, cancellationToken);
        return TypedResults.Ok(PageOf<UserJson>.From(page, user => UserJson.Of(user) with { Credit = credit.Balance(user) }));
    }

    private static async Task<IResult> CreateAsync(CreateUserRequest request, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new CreateUser
        {
            LoginName = input.Text(request.LoginName, "loginName"),
            DisplayName = input.Text(request.DisplayName, "displayName"),
            Email = request.Email ?? "",
            Role = input.Word(request.Role, "role", fallback: (UserRole?)UserRole.User),
            Password = request.Password,
            DrawPassword = request.DrawPassword,
            PasswordIsLasting = request.PasswordIsInitial == false,
            CardNumber = request.CardNumber,
            IssuePin = request.IssuePin,
            PrivateQueue = request.PrivateQueue,
        };
        if (request is { Password: not null, DrawPassword: true })
        {
            input.Add("drawPassword", "Give a password, or have one drawn.");
        }

        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var made = await caller.Grains.User(caller.Tenant, UserId.New(time)).CreateAsync(command, caller.Actor, cancellationToken);
        return made.Result.IsDone
            ? TypedResults.Created($"{ApiEndpoints.Root}/users/{made.User!.Id}", new CreatedUserJson(UserJson.Of(made.User), made.Pin, made.Password))
            : ProblemAnswers.Of(made.Result);
    }

    private static async Task<IResult> GetAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        // others are not there for an ordinary user, whether they exist or not
        var row = await caller.Grains.User(caller.Tenant, user).GetAsync(cancellationToken);
        return row is null || !Rights.MayRead(caller.Actor, row) ? ProblemAnswers.NotFound("such user") : TypedResults.Ok(UserJson.Of(row));
    }

    private static async Task<IResult> PatchAsync(UserId user, PatchUserRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if ((request.Email ?? request.Phone ?? request.SecondPhase) is not null && caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var input = new Input();
        var role = request.Role is null ? (UserRole?)null : input.Word<UserRole>(request.Role, "role");
        var second = PhaseWords.Read(input, request.SecondPhase, "secondPhase");
        var demanded = PhaseWords.Read(input, request.DemandedSecondPhase, "demandedSecondPhase");
        if (request.Locked == true)
        {
            input.Add("locked", "'locked' can only be set to false; to shut a user out, set 'active' to false.");
        }

        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var command = new UpdateUser
        {
            LoginName = request.LoginName,
            DisplayName = request.DisplayName,
            Email = request.Email,
            Role = role,
            PrivateQueue = request.PrivateQueue,
            Phone = request.Phone,
            IdNumber = request.IdNumber,
            PersonalNumber = request.PersonalNumber,
            SharedFolder = request.SharedFolder,
            Language = request.Language,
            SecondPhase = second,
            DemandedSecondPhase = demanded,
            Delegates = request.Delegates is { } names ? [.. names] : null,
            Groups = request.Groups is { } groups ? [.. groups] : null,
        };
        var result = await ApplyAsync(caller.Grains.User(caller.Tenant, user), command, request, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(user, caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    // one command after the other; the first that is refused ends it
    private static async Task<CommandResult> ApplyAsync(IUserGrain grain, UpdateUser command, PatchUserRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var result = await grain.UpdateAsync(command, actor, cancellationToken);
        if (result.IsDone && request.Active is { } active)
        {
            result = active ? await grain.ReactivateAsync(actor, cancellationToken) : await grain.DeactivateAsync(actor, cancellationToken);
        }

        return result.IsDone && request.Locked == false ? await grain.UnlockAsync(actor, cancellationToken) : result;
    }
}
