using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Platen.Domain.Directories;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Directories;

/// <summary>Reads a directory, compares it with the users that stand for its people, and plans. It writes nothing.</summary>
internal sealed class DirectoryReader(IRecordStore store, IRecordQueries queries, IDirectoryClient client, TimeProvider time, UserDirectory directory, string password)
{
    /// <summary>Most people of one directory.</summary>
    public const int PeopleMax = 500_000;

    private const int KeysAtOnce = 500;
    private const int UsersPerPage = 500;
    private const int MemberBytesMax = 4_096;

    private readonly DirectoryReading _reading = new(directory, time.GetUtcNow());
    private readonly string _source = PersonDiff.SourceOf(directory);
    private readonly DirectoryPlan _plan = new();
    private readonly GroupNesting _nesting = new();
    private readonly List<GroupId> _groupIds = [];
    private readonly HashSet<GroupId> _ours = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _logins = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Plans a run; with the mark of the run before it looks at what changed since, where that is enough.</summary>
    /// <exception cref="DirectoryUnavailableException">The directory cannot be read.</exception>
    public async Task<(DirectoryPlan Plan, bool Full)> PlanAsync(string mark, CancellationToken cancellationToken)
    {
        var now = await client.MarkAsync(directory, password, cancellationToken);
        _plan.Mark = now.Length > 0 ? now : mark;
        var since = await ChangesSinceAsync(mark, now, cancellationToken);
        if (since is { Length: 0 })
        {
            return (_plan, false);
        }

        _plan.ActiveBefore = await queries.CountActiveOfSourceAsync(directory.Tenant, _source, cancellationToken);
        await ReadGroupsAsync(cancellationToken);
        await ReadPeopleAsync(since is null ? directory.PeopleFilter : $"(&{directory.PeopleFilter}{since})", cancellationToken);
        if (since is null)
        {
            await FindGoneAsync(cancellationToken);
        }

        return (_plan, since is null);
    }

    // null: everything must be read; empty: nothing changed; else the condition of what changed. A changed group may be about anybody.
    private async Task<string?> ChangesSinceAsync(string mark, string now, CancellationToken cancellationToken)
    {
        if (mark.Length == 0 || ConditionSince(mark, now) is not { } condition)
        {
            return null;
        }

        if (directory.GroupBase.Length > 0 && await AnyAsync(directory.GroupBase, $"(&{directory.GroupFilter}{condition})", cancellationToken))
        {
            return null;
        }

        return await AnyAsync(directory.PeopleBase, $"(&{directory.PeopleFilter}{condition})", cancellationToken) ? condition : "";
    }

    private string? ConditionSince(string mark, string now)
    {
        var attribute = DirectoryPresets.ChangeAttribute(directory.Schema);
        if (directory.Schema != DirectorySchema.ActiveDirectory)
        {
            // of the same second something may have come later
            return $"({attribute}>={LdapFilter.Escape(mark)})";
        }

        var (before, after) = (mark.Split('|'), now.Split('|'));
        return before is [var server, var number] && after is [var current, _] && server == current && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? string.Create(CultureInfo.InvariantCulture, $"({attribute}>={last + 1})")
            : null; // another server counts otherwise
    }

    private async Task<bool> AnyAsync(string searchBase, string filter, CancellationToken cancellationToken)
    {
        await foreach (var page in client.SearchAsync(directory, password, new DirectorySearch(searchBase, filter, [directory.Mapping.Key, DirectoryPresets.ChangeAttribute(directory.Schema)], PeopleMax), cancellationToken))
        {
            if (page.Any(entry => directory.Schema == DirectorySchema.ActiveDirectory || IsLater(entry)))
            {
                return true;
            }
        }

        return false;
    }

    private async Task ReadGroupsAsync(CancellationToken cancellationToken)
    {
        if (directory.GroupBase.Length == 0)
        {
            return;
        }

        var known = (await store.FindGroupsAsync(directory.Tenant, _source, cancellationToken)).ToDictionary(group => group.SourceKey);
        _ours.UnionWith(known.Values.Select(group => group.Id));
        HashSet<string> seen = [];
        await foreach (var page in client.SearchAsync(directory, password, new DirectorySearch(directory.GroupBase, directory.GroupFilter, _reading.GroupAttributes(), GroupNesting.GroupsMax), cancellationToken))
        {
            foreach (var entry in page)
            {
                ReadGroup(entry, known, seen);
            }
        }

        foreach (var gone in known.Values.Where(group => group.Active && !seen.Contains(group.SourceKey)))
        {
            _plan.Groups.Add((gone, gone with { Active = false, Version = gone.Version + 1 }));
            _plan.Note(DirectoryRowKind.Group, gone.Name, "is gone from the directory");
        }

        foreach (var group in _nesting.InCycles().Take(DirectoryRun.RowsMax))
        {
            _plan.Note(DirectoryRowKind.Remark, NameOf(_groupIds[group], known.Values), "The group is in itself, over other groups; its members are taken over once.");
        }
    }

    private string NameOf(GroupId id, IEnumerable<Group> known) =>
        _plan.Groups.Select(change => change.After).Concat(known).FirstOrDefault(group => group.Id == id)?.Name ?? id.ToString();

    private void ReadGroup(DirectoryEntry entry, Dictionary<string, Group> known, HashSet<string> seen)
    {
        Remember(entry);
        var (key, name, remark) = _reading.Group(entry);
        if (key is null || !seen.Add(key))
        {
            _plan.Refuse(entry.Dn, remark ?? "Another group has the same key.");
            return;
        }

        var before = known.GetValueOrDefault(key);
        var after = (before ?? new Group { Tenant = directory.Tenant, Id = GroupId.New(time), Name = name, Source = _source, SourceKey = key }) with { Name = name, Active = true };
        if (after != before)
        {
            _plan.Groups.Add((before, after with { Version = after.Version + 1 }));
            _plan.Note(DirectoryRowKind.Group, name, before is null ? "is new" : before.Active ? $"was {before.Name}" : "is there again");
        }

        _plan.Counts = _plan.Counts with { Groups = _plan.Counts.Groups + 1 };
        _ours.Add(after.Id);
        _groupIds.Add(after.Id);
        _nesting.Add(entry.Dn, entry.Of(directory.Mapping.GroupMember).Where(member => member.Length <= MemberBytesMax).Select(member => Encoding.UTF8.GetString(member.AsSpan())));
    }

    private async Task ReadPeopleAsync(string filter, CancellationToken cancellationToken)
    {
        await foreach (var page in client.SearchAsync(directory, password, new DirectorySearch(directory.PeopleBase, filter, _reading.PersonAttributes(), PeopleMax), cancellationToken))
        {
            foreach (var part in page.Chunk(KeysAtOnce))
            {
                await CompareAsync([.. part.Select(ReadPerson).OfType<DirectoryPerson>()], cancellationToken);
            }
        }
    }

    private DirectoryPerson? ReadPerson(DirectoryEntry entry)
    {
        Remember(entry);
        _plan.Counts = _plan.Counts with { People = _plan.Counts.People + 1 };
        var (person, remark) = _reading.Person(entry);
        if (person is null)
        {
            // who stands for the entry already is not shut out because its name is unreadable now
            if (_reading.KeyOf(entry) is { } kept)
            {
                _keys.Add(kept);
            }

            _plan.Refuse(entry.Dn, remark!);
            return null;
        }

        if (!_keys.Add(person.Key))
        {
            _plan.Refuse(entry.Dn, "Another entry has the same key.");
            return null;
        }

        if (!_logins.Add(person.LoginName))
        {
            _plan.Refuse(entry.Dn, $"Another entry has the login name '{person.LoginName}' too.");
            return null;
        }

        if (remark is not null)
        {
            _plan.Note(DirectoryRowKind.Remark, person.LoginName, remark);
        }

        return person;
    }

    private async Task CompareAsync(List<DirectoryPerson> people, CancellationToken cancellationToken)
    {
        var known = (await store.FindUsersBySourceAsync(directory.Tenant, _source, [.. people.Select(person => person.Key)], cancellationToken)).ToDictionary(user => user.SourceKey);
        var named = people.Where(person => known.GetValueOrDefault(person.Key)?.LoginName != person.LoginName).Select(person => person.LoginName).ToList();
        var taken = named.Count == 0
            ? []
            : (await store.FindUsersByLoginsAsync(directory.Tenant, named, cancellationToken)).Where(user => user.Source != _source).Select(user => user.LoginName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var person in people)
        {
            if (taken.Contains(person.LoginName))
            {
                _plan.Refuse(person.LoginName, "A user who is not the directory's has this login name; rename one of the two.");
                continue;
            }

            Compare(person, known.GetValueOrDefault(person.Key));
        }
    }

    private void Compare(DirectoryPerson person, User? user)
    {
        ImmutableArray<GroupId> groups = [.. _nesting.Of(person).Select(group => _groupIds[group])];
        if (groups.Length > UserRules.GroupsMax)
        {
            _plan.Note(DirectoryRowKind.Remark, person.LoginName, $"The person is in {groups.Length} groups; the first {UserRules.GroupsMax} are taken over.");
            groups = groups[..UserRules.GroupsMax];
        }

        if (user is null)
        {
            _plan.Add(PersonDiff.Add(directory, person, groups, UserId.New(time)));
        }
        else
        {
            _plan.Change(user, PersonDiff.Change(directory, user, person, groups, _ours));
        }
    }

    private async Task FindGoneAsync(CancellationToken cancellationToken)
    {
        var page = new ResultPage<User>([], "");
        do
        {
            page = await queries.ListUsersOfSourceAsync(directory.Tenant, _source, new PageRequest(page.Next, UsersPerPage), cancellationToken);
            foreach (var user in page.Items.Where(user => user.Active && !_keys.Contains(user.SourceKey)))
            {
                _plan.Change(user, PersonDiff.Gone(user), "gone from the directory");
            }
        }
        while (page.Next.Length > 0);
    }

    private bool IsLater(DirectoryEntry entry) => ChangedAt(entry) is { Length: > 0 } at && string.CompareOrdinal(at, _plan.Mark) > 0;

    // the newest time seen is where the next run begins; a directory's own clock, never ours
    private void Remember(DirectoryEntry entry)
    {
        if (directory.Schema != DirectorySchema.ActiveDirectory && IsLater(entry))
        {
            _plan.Mark = ChangedAt(entry);
        }
    }

    // generalized time (RFC 4517, 3.3.13): 20261121113000Z, or with a fraction that is left out
    private static string ChangedAt(DirectoryEntry entry)
    {
        const int Seconds = 14;
        var text = entry.Text("modifyTimestamp", DirectoryReading.ValueBytesMax) ?? "";
        return text.Length >= Seconds + 1 && text.AsSpan(0, Seconds).IndexOfAnyExceptInRange('0', '9') < 0 && text[^1] == 'Z' ? text[..Seconds] + "Z" : "";
    }
}
