using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Grains.Users;

/// <summary>Groups as somebody named them for a user, found among those made here. Groups of a directory are not the administrator's to give or take.</summary>
internal sealed class GivenGroups
{
    private readonly ImmutableArray<Group> _here;
    private readonly ImmutableArray<GroupId> _given;

    public GivenGroups(ImmutableArray<string> names, ImmutableArray<Group> here)
    {
        _here = here;
        var given = ImmutableArray.CreateBuilder<GroupId>();
        foreach (var name in names.Take(UserRules.GroupsMax + 1))
        {
            var group = here.FirstOrDefault(group => group.Active && (group.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) || group.Id.ToString() == name));
            if (group is null)
            {
                Unknown = $"The group '{name}' is no group made here; give a name.";
                break;
            }

            if (!given.Contains(group.Id))
            {
                given.Add(group.Id);
            }
        }

        _given = given.ToImmutable();
    }

    /// <summary>What is wrong with a name; null: nothing.</summary>
    public string? Unknown { get; }

    /// <summary>The user's groups with the given ones in place of those made here; the very same array when nothing changes.</summary>
    public ImmutableArray<GroupId> Of(User user)
    {
        var next = user.Groups.Where(group => _here.All(known => known.Id != group)).Concat(_given).ToImmutableArray();
        return next.SequenceEqual(user.Groups) ? user.Groups : next;
    }
}
