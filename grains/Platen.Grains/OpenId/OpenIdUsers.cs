using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Jobs;
using Platen.Domain.OpenId;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.OpenId;

/// <summary>
/// The local users of the identity provider's people. The first login makes a user of its own, who is known by issuer and subject for ever: never by a name or an e-mail address, which may be given to others (AU23). Somebody's
/// local user of the same name is not touched.
/// </summary>
internal sealed class OpenIdUsers(IRecordStore store, IGrainFactory grains, TimeProvider time, TenantId tenant)
{
    private const int NamesMax = 20;
    private const int GroupsMax = 200;
    private const int DecisionsMax = 4;
    private const int NameMax = 200;

    /// <summary>The user of an identity, made or brought up to date.</summary>
    /// <exception cref="OpenIdRefusedException">The user is shut out here (AU25), or has no name to log in with.</exception>
    public async Task<User> EnterAsync(IdentityProvider provider, OpenIdIdentity identity, string origin, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider.Issuer}\n{identity.Subject}")));
        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            var known = (await store.FindUsersBySourceAsync(tenant, UserSource.OpenId, [key], cancellationToken)).FirstOrDefault();
            if (known is { Active: false })
            {
                throw new OpenIdRefusedException($"The user {known.Id} is shut out here.");
            }

            var (groups, changes) = await GroupsAsync(identity, cancellationToken);
            var user = known is null ? await NewAsync(identity, key, cancellationToken) : known;
            user = With(user, identity, groups is { } all ? [.. user.Groups.Where(group => !all.Theirs.Contains(group)), .. all.Named] : user.Groups);
            if (await WriteAsync(known, user, changes, origin, cancellationToken) is { } written)
            {
                return written;
            }
        }

        throw new OpenIdRefusedException("The user's record was changed again and again at the same time; try again.");
    }

    private async Task<User?> WriteAsync(User? known, User user, ImmutableArray<RecordChange> groups, string origin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changed = known is null || user != known;
        var next = changed ? user with { Version = (known?.Version ?? 0) + 1 } : user;
        var login = ConsoleCommit.Audit(Actor.Of(next, FactBounds.Text(origin, FactBounds.AddressMax)), now, "login.ok", $"user:{next.Id}", details: [("method", "OpenId")]);
        var commit = ConsoleCommit.Of(tenant, changed ? [.. groups, UserRows.Change(known, next)] : groups, login);
        if (changed)
        {
            var audit = ConsoleCommit.Audit(Actor.System("identity-provider"), now, known is null ? "user.created" : "user.updated", $"user:{next.Id}", details: [("role", next.Role.ToString())]);
            commit = commit with { Audit = [audit, login], Feed = [UserRows.Feed(next)] };
        }

        if ((await store.CommitAsync(commit, cancellationToken)).Code != CommitCode.Committed)
        {
            return null;
        }

        if (known is not null && changed)
        {
            await grains.User(tenant, next.Id).ReloadAsync(cancellationToken);
        }

        return next;
    }

    private async Task<User> NewAsync(OpenIdIdentity identity, string key, CancellationToken cancellationToken) => new()
    {
        Tenant = tenant,
        Id = UserId.New(time),
        LoginName = await FreeNameAsync(identity, cancellationToken),
        DisplayName = "",
        Role = UserRole.User,
        Source = UserSource.OpenId,
        SourceKey = key,
        AuthenticatedBy = UserSource.OpenId,
    };

    // "alice", and where somebody has it, "alice-2": never that one's record
    private async Task<string> FreeNameAsync(OpenIdIdentity identity, CancellationToken cancellationToken)
    {
        var wanted = new[] { identity.LoginName, identity.Email }.FirstOrDefault(IsLoginName) ?? throw new OpenIdRefusedException("The provider gives no name to log in with; look at the claim of the login name.");
        string[] names = [wanted, .. Enumerable.Range(2, NamesMax).Select(number => string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}"))];
        var taken = (await store.FindUsersByLoginsAsync(tenant, names, cancellationToken)).Select(user => user.LoginName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.FirstOrDefault(name => !taken.Contains(name)) ?? throw new OpenIdRefusedException($"The login name '{wanted}' and {NamesMax} like it are taken.");
    }

    private static bool IsLoginName(string name) => name.Length <= UserRules.LoginNameMax - 3 && LoginNames.Fault(name) is null;

    private static User With(User user, OpenIdIdentity identity, ImmutableArray<GroupId> groups)
    {
        var name = identity.DisplayName.Length is > 0 and <= NameMax && !identity.DisplayName.Any(char.IsControl) && !string.IsNullOrWhiteSpace(identity.DisplayName) ? identity.DisplayName : user.LoginName;
        var email = identity.Email.Length is > 0 and <= UserRules.EmailMax && MailAddress.TryCreate(identity.Email, out var address) && address.Address == identity.Email ? identity.Email : "";
        return user with { DisplayName = name, Email = email, Groups = groups.SequenceEqual(user.Groups) ? user.Groups : groups };
    }

    // groups made here stay: only those of the provider are its to give and take
    private async Task<((HashSet<GroupId> Theirs, ImmutableArray<GroupId> Named)? Groups, ImmutableArray<RecordChange> Changes)> GroupsAsync(OpenIdIdentity identity, CancellationToken cancellationToken)
    {
        if (identity.Groups is not { } named)
        {
            return (null, []);
        }

        var known = (await store.FindGroupsAsync(tenant, UserSource.OpenId, cancellationToken)).ToDictionary(group => group.SourceKey);
        var groups = ImmutableArray.CreateBuilder<GroupId>();
        var changes = ImmutableArray.CreateBuilder<RecordChange>();
        foreach (var name in named.Where(name => name.Length is > 0 and <= NameMax && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl)).Distinct(StringComparer.Ordinal).Take(GroupsMax))
        {
            if (!known.TryGetValue(name, out var group))
            {
                group = new Group { Tenant = tenant, Id = GroupId.New(time), Name = name, Source = UserSource.OpenId, SourceKey = name, Version = 1 };
                changes.Add(GroupRows.Change(null, group));
            }

            groups.Add(group.Id);
        }

        return (([.. known.Values.Select(group => group.Id)], groups.ToImmutable()), changes.ToImmutable());
    }
}
