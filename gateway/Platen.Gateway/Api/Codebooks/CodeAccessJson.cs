using Platen.Domain.Codebooks;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Codebooks;

/// <summary>Who may use a codebook or a code.</summary>
/// <param name="Everybody">Everybody who is active; the others are left out then.</param>
/// <param name="Users">Ids of users.</param>
/// <param name="Groups">Ids of groups, whose members may.</param>
internal sealed record CodeAccessJson(bool? Everybody, IReadOnlyList<string>? Users, IReadOnlyList<string>? Groups)
{
    public static CodeAccessJson? Of(CodeAccess? access) =>
        access is null ? null : new(access.Everybody, [.. access.Users.Select(user => user.ToString())], [.. access.Groups.Select(group => group.ToString())]);

    public static CodeAccess? Read(CodeAccessJson? json, string field, Input input) => json is null ? null : new CodeAccess
    {
        Everybody = json.Everybody ?? false,
        Users = [.. (json.Users ?? []).Distinct().Select((user, at) => input.Id<UserId>(user, $"{field}/users/{at}", UserId.TryParse))],
        Groups = [.. (json.Groups ?? []).Distinct().Select((group, at) => input.Id<GroupId>(group, $"{field}/groups/{at}", GroupId.TryParse))],
    };
}
