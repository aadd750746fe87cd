using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Domain.Directories;

/// <summary>What becomes of a user's record by what its directory says. What the directory does not say (role, cards, PIN, private queue, groups made here) stays.</summary>
public static class PersonDiff
{
    /// <summary>A new user for a person.</summary>
    public static User Add(UserDirectory directory, DirectoryPerson person, ImmutableArray<GroupId> groups, UserId id) => new()
    {
        Tenant = directory.Tenant,
        Id = id,
        LoginName = person.LoginName,
        DisplayName = person.DisplayName,
        Email = person.Email,
        Contact = person.Contact.Over(new UserContact()),
        Role = UserRole.User,
        Groups = groups,
        Source = SourceOf(directory),
        SourceKey = person.Key,
        AuthenticatedBy = directory.Authenticates ? SourceOf(directory) : UserSource.Here,
        Active = person.Active,
        ShutBySource = !person.Active,
        Version = 1,
    };

    /// <summary>The user as the directory has the person now; the very same record when nothing changes.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="user">The user now.</param>
    /// <param name="person">The person.</param>
    /// <param name="groups">The person's groups there.</param>
    /// <param name="ours">Which groups are the directory's.</param>
    public static User Change(UserDirectory directory, User user, DirectoryPerson person, ImmutableArray<GroupId> groups, IReadOnlySet<GroupId> ours)
    {
        ImmutableArray<GroupId> all = [.. user.Groups.Where(group => !ours.Contains(group)), .. groups];
        var next = Shut(user, !person.Active) with
        {
            LoginName = person.LoginName,
            DisplayName = person.DisplayName,
            Email = person.Email,
            Contact = person.Contact.Over(user.Contact),
            Groups = all.SequenceEqual(user.Groups) ? user.Groups : all,
        };
        next = Authenticate(directory, next);
        return next == user ? user : next with { Version = user.Version + 1 };
    }

    /// <summary>The user when the person is gone.</summary>
    public static User Gone(User user)
    {
        var next = Shut(user, shut: true);
        return next == user ? user : next with { Version = user.Version + 1 };
    }

    /// <summary>In words, what differs.</summary>
    public static string Describe(User before, User after)
    {
        (string What, bool Differs)[] members =
        [
            ($"login name {before.LoginName} → {after.LoginName}", before.LoginName != after.LoginName), ("name", before.DisplayName != after.DisplayName), ("e-mail", before.Email != after.Email), ("contact", before.Contact != after.Contact),
            ("groups", before.Groups != after.Groups), ("who checks the password", before.AuthenticatedBy != after.AuthenticatedBy),
        ];
        return string.Join(", ", members.Where(member => member.Differs).Select(member => member.What));
    }

    /// <summary>A directory as a user's source.</summary>
    public static string SourceOf(UserDirectory directory) => UserSource.Directory(directory.Id.Value);

    private static User Shut(User user, bool shut) => (shut, user) switch
    {
        (true, { Active: true }) => user with { Active = false, ShutBySource = true },
        (false, { ShutBySource: true }) => user with { Active = true, ShutBySource = false },
        _ => user,
    };

    // a password kept from before is not one that the directory accepted
    private static User Authenticate(UserDirectory directory, User user)
    {
        var source = SourceOf(directory);
        var by = directory.Authenticates ? source : user.AuthenticatedBy == source ? UserSource.Here : user.AuthenticatedBy;
        var drop = user.PasswordHash.Length > 0 && (by != user.AuthenticatedBy || (by == source && !directory.KeepsVerifier));
        return user with { AuthenticatedBy = by, PasswordHash = drop ? "" : user.PasswordHash };
    }
}
