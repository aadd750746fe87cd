using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>Groups of users. Who is in a group made here is set with the user.</summary>
internal static class GroupEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var groups = api.MapGroup("/groups").WithTags("Groups");
        groups.MapGet("", ListAsync).Describe<PageOf<GroupJson>>("listGroups", "The groups, those of directories too; 'search' looks in names and descriptions.");
        groups.MapPost("", CreateAsync).Describe<GroupJson>("createGroup", "Adds a group.", StatusCodes.Status201Created);
        groups.MapGet("/{group}", GetAsync).Describe<GroupJson>("getGroup", "One group.");
        groups.MapPut("/{group}", PutAsync).Describe<GroupJson>("putGroup", "Replaces a group's settings; not those of a directory's group.");
        groups.MapGet("/{group}/members", MembersAsync).Describe<PageOf<UserJson>>("listMembers", "The users in a group.");
    }

    private static async Task<IResult> ListAsync(string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListGroupsAsync(search ?? "", request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<GroupJson>.From(page, GroupJson.Of));
    }

    private static async Task<IResult> CreateAsync(PutGroupRequest request, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var id = GroupId.New(time);
        return await SaveAsync(id, request, caller, row => TypedResults.Created($"{ApiEndpoints.Root}/groups/{id}", GroupJson.Of(row)), cancellationToken);
    }

    private static async Task<IResult> GetAsync(GroupId group, Caller caller, CancellationToken cancellationToken) =>
        Rights.MayRead(caller.Actor, group) && await caller.Grains.Group(caller.Tenant, group).GetAsync(cancellationToken) is { } row ? TypedResults.Ok(GroupJson.Of(row)) : ProblemAnswers.NotFound("such group");

    private static async Task<IResult> PutAsync(GroupId group, PutGroupRequest request, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Group(caller.Tenant, group).GetAsync(cancellationToken) is null
            ? ProblemAnswers.NotFound("such group")
            : await SaveAsync(group, request, caller, row => TypedResults.Ok(GroupJson.Of(row)), cancellationToken);

    private static async Task<IResult> SaveAsync(GroupId group, PutGroupRequest request, Caller caller, Func<Group, IResult> answer, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutGroup { Name = input.Text(request.Name, "name"), Description = request.Description ?? "", Active = request.Active ?? true };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Group(caller.Tenant, group);
        var result = await grain.PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone && await grain.GetAsync(cancellationToken) is { } row ? answer(row) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> MembersAsync(GroupId group, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListMembersAsync(group, request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<UserJson>.From(page, UserJson.Of));
    }
}
