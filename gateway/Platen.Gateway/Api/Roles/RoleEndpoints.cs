using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Roles;

/// <summary>Rights, roles, and who has which role (AZ01, AZ03).</summary>
internal static class RoleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/rights", Rights).WithTags("Roles").Describe<PageOf<RightJson>>("listRights", "The single rights of which roles are made.");
        api.MapGet("/roles", ListAsync).WithTags("Roles").Describe<PageOf<RoleJson>>("listRoles", "The roles, built-in ones first.");
        api.MapPut("/roles/{role}", PutAsync).WithTags("Roles").Describe<RoleJson>("putRole", "Adds a role, or replaces it; of rights that the caller holds.");
        api.MapDelete("/roles/{role}", RemoveAsync).WithTags("Roles").Describe("removeRole", "Removes an own role that nobody has.");
        api.MapGet("/groups/{group}/roles", GetGroupAsync).WithTags("Roles").Describe<GrantsJson>("getGroupRoles", "The roles of a group, and what they come to.");
        api.MapPut("/groups/{group}/roles", SetGroupAsync).WithTags("Roles").Describe<GrantsJson>("setGroupRoles", "Gives everybody in a group these roles and no others; only what the caller holds.");
        api.MapGet("/users/{user}/roles", GetGrantsAsync).WithTags("Roles").Describe<GrantsJson>("getUserRoles", "The roles of a user, and what they come to.");
        api.MapPut("/users/{user}/roles", SetGrantsAsync).WithTags("Roles").Describe<GrantsJson>("setUserRoles", "Gives a user these roles and no others, and ends the user's sessions; only what the caller holds.");
    }

    private static Ok<PageOf<RightJson>> Rights() =>
        TypedResults.Ok(new PageOf<RightJson>([.. RightCatalog.Delegable.Select(RightJson.Of)], null));

    private static async Task<IResult> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        await TenantAsync(caller, cancellationToken) is { } tenant
            ? TypedResults.Ok(new PageOf<RoleJson>([.. Delegation.RolesOf(tenant).Select(RoleJson.Of)], null))
            : ProblemAnswers.NotFound("such tenant");

    private static async Task<IResult> PutAsync(RoleId role, PutRoleRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutRole { Role = role, Name = input.Text(request.Name, "name"), Rights = ReadRights(request.Rights, "rights", input) };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.Tenant(caller.Tenant).PutRoleAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.Ok(RoleJson.Of(new Role { Id = role, Name = command.Name, Rights = command.Rights })) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> RemoveAsync(RoleId role, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Tenant(caller.Tenant).RemoveRoleAsync(role, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> GetGrantsAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        var mayRead = Domain.Users.Rights.HasEverywhere(caller.Actor, Right.EditRoles) || Domain.Users.Rights.Is(caller.Actor, user);
        var row = mayRead ? await caller.Grains.User(caller.Tenant, user).GetAsync(cancellationToken) : null;
        return row is not null && await TenantAsync(caller, cancellationToken) is { } tenant
            ? TypedResults.Ok(GrantsJson.Of(row, tenant))
            : ProblemAnswers.NotFound("such user");
    }

    private static async Task<IResult> SetGrantsAsync(UserId user, SetGrantsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        ImmutableArray<RoleGrant> grants = [.. (request.Roles ?? []).Select((grant, at) => ReadGrant(grant, at, input))];
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.User(caller.Tenant, user).SetGrantsAsync(new SetGrants { Grants = grants }, caller.Actor, cancellationToken);
        return result.IsDone ? await GetGrantsAsync(user, caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> GetGroupAsync(GroupId group, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Group(caller.Tenant, group).GetAsync(cancellationToken) is not null && await TenantAsync(caller, cancellationToken) is { } tenant
            ? TypedResults.Ok(GrantsJson.Of(Delegation.OfGroups([group], tenant), tenant))
            : ProblemAnswers.NotFound("such group");

    private static async Task<IResult> SetGroupAsync(GroupId group, SetGrantsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        ImmutableArray<RoleGrant> grants = [.. (request.Roles ?? []).Select((grant, at) => ReadGrant(grant, at, input))];
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.Tenant(caller.Tenant).SetGroupRolesAsync(new SetGroupRoles { Group = group, Grants = grants }, caller.Actor, cancellationToken);
        return result.IsDone ? await GetGroupAsync(group, caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static RoleGrant ReadGrant(GrantJson grant, int at, Input input) => RoleGrant.Narrowed(
        input.Id<RoleId>(grant.Role, $"roles/{at}/role", RoleId.TryParse),
        [.. (grant.Sites ?? []).Select((site, n) => input.Id<SiteId>(site, $"roles/{at}/sites/{n}", SiteId.TryParse))],
        [.. (grant.Groups ?? []).Select((group, n) => input.Id<GroupId>(group, $"roles/{at}/groups/{n}", GroupId.TryParse)).Distinct()]);

    internal static ImmutableArray<Right> ReadRights(IReadOnlyList<string>? words, string field, Input input)
    {
        var rights = ImmutableArray.CreateBuilder<Right>();
        foreach (var word in words ?? [])
        {
            if (RightCatalog.TryParse(word, out var right))
            {
                rights.Add(right);
            }
            else
            {
                input.Add(field, $"'{word}' is no right; the rights are {string.Join(", ", RightCatalog.All.Select(info => RightCatalog.Word(info.Right)))}.");
            }
        }

        return rights.ToImmutable();
    }

    private static Task<Tenant?> TenantAsync(Caller caller, CancellationToken cancellationToken) => caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken);
}
