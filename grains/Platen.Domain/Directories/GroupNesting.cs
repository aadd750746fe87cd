using System.Collections.Immutable;

namespace Platen.Domain.Directories;

/// <summary>Which groups somebody is in when groups are in groups: nesting is flattened, however deep, and cycles end by themselves. No recursion on the directory's data.</summary>
public sealed class GroupNesting
{
    /// <summary>Most groups that are taken over from one directory.</summary>
    public const int GroupsMax = 10_000;

    /// <summary>Most groups above one group that are looked at; more than a user can be in.</summary>
    public const int AncestorsMax = 1_000;

    private readonly Dictionary<string, List<int>> _direct = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int[]> _ancestors = [];

    /// <summary>Adds a group: its distinguished name, and its members' names, distinguished or for logging in. Returns its number.</summary>
    public int Add(string dn, IEnumerable<string> members)
    {
        var group = _names.Count;
        var name = DistinguishedName.Normalize(dn);
        _names.Add(name);
        _byName[name] = group;
        foreach (var member in members)
        {
            var key = DistinguishedName.Normalize(member);
            if (!_direct.TryGetValue(key, out var groups))
            {
                _direct[key] = groups = [];
            }

            groups.Add(group);
        }

        return group;
    }

    /// <summary>The numbers of all groups that a person is in, in rising order.</summary>
    public ImmutableArray<int> Of(DirectoryPerson person)
    {
        SortedSet<int> all = [];
        foreach (var group in Direct(DistinguishedName.Normalize(person.Dn)).Concat(Direct(DistinguishedName.Normalize(person.LoginName))))
        {
            all.Add(group);
            all.UnionWith(Ancestors(group));
        }

        return [.. all];
    }

    /// <summary>The groups that are, over other groups, in themselves.</summary>
    public IEnumerable<int> InCycles() => Enumerable.Range(0, _names.Count).Where(group => Ancestors(group).Contains(group));

    private List<int> Direct(string name) => _direct.GetValueOrDefault(name) ?? [];

    private int[] Ancestors(int group)
    {
        if (_ancestors.TryGetValue(group, out var known))
        {
            return known;
        }

        HashSet<int> found = [];
        Queue<int> open = new([group]);
        while (found.Count < AncestorsMax && open.TryDequeue(out var next))
        {
            foreach (var parent in Direct(_names[next]).Where(parent => _byName[_names[parent]] == parent && found.Add(parent)))
            {
                open.Enqueue(parent);
            }
        }

        return _ancestors[group] = [.. found];
    }
}
