using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.OAuth;
using Platen.Domain.OpenId;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>The record (PostgreSQL) as grains use it: single rows by key, and one way to write. Faults are exceptions; expected outcomes are results.</summary>
public interface IRecordStore
{
    /// <summary>A job, or null.</summary>
    Task<Job?> FindJobAsync(TenantId tenant, JobId job, CancellationToken cancellationToken);

    /// <summary>A user, or null.</summary>
    Task<User?> FindUserAsync(TenantId tenant, UserId user, CancellationToken cancellationToken);

    /// <summary>The user with that login name (compared without case), or null.</summary>
    Task<User?> FindUserByLoginAsync(TenantId tenant, string loginName, CancellationToken cancellationToken);

    /// <summary>The users that stand for these persons of a source, in no order; keys that nobody stands for are left out. 1,000 keys at most.</summary>
    Task<ImmutableArray<User>> FindUsersBySourceAsync(TenantId tenant, string source, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>The users that have one of these login names (compared without case), in no order. 1,000 names at most.</summary>
    Task<ImmutableArray<User>> FindUsersByLoginsAsync(TenantId tenant, IReadOnlyCollection<string> loginNames, CancellationToken cancellationToken);

    /// <summary>A directory's settings, or null.</summary>
    Task<UserDirectory?> FindDirectoryAsync(TenantId tenant, DirectoryId directory, CancellationToken cancellationToken);

    /// <summary>How far a directory is followed, or null.</summary>
    Task<DirectoryState?> FindDirectoryStateAsync(TenantId tenant, DirectoryId directory, CancellationToken cancellationToken);

    /// <summary>A run of a directory's synchronisation, or null.</summary>
    Task<DirectoryRun?> FindDirectoryRunAsync(TenantId tenant, string run, CancellationToken cancellationToken);

    /// <summary>The tenant's identity provider, or null.</summary>
    Task<IdentityProvider?> FindIdentityProviderAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The tenant's mail settings, or null.</summary>
    Task<MailSettings?> FindMailSettingsAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>A mailed link that is not used and not over, or null.</summary>
    Task<MailLink?> FindMailLinkAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>The users with this e-mail address (<see cref="EmailAddress.Key"/>), in no order; 10 at most.</summary>
    Task<ImmutableArray<User>> FindUsersByEmailAsync(TenantId tenant, string email, CancellationToken cancellationToken);

    /// <summary>An OAuth client, shut out or not, or null.</summary>
    Task<OAuthClient?> FindOAuthClientAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken);

    /// <summary>A group, or null.</summary>
    Task<Group?> FindGroupAsync(TenantId tenant, GroupId group, CancellationToken cancellationToken);

    /// <summary>All groups of a source, <see cref="UserSource.Here"/> for those made here; 10,000 at most.</summary>
    Task<ImmutableArray<Group>> FindGroupsAsync(TenantId tenant, string source, CancellationToken cancellationToken);

    /// <summary>Whether the tenant has an active administrator beside this one.</summary>
    Task<bool> HasOtherAdministratorAsync(TenantId tenant, UserId than, CancellationToken cancellationToken);

    /// <summary>Whether a role is given to anybody.</summary>
    Task<bool> HasUserWithRoleAsync(TenantId tenant, RoleId role, CancellationToken cancellationToken);

    /// <summary>A device, or null.</summary>
    Task<Device?> FindDeviceAsync(TenantId tenant, DeviceId device, CancellationToken cancellationToken);

    /// <summary>A queue, or null.</summary>
    Task<Queue?> FindQueueAsync(TenantId tenant, QueueId queue, CancellationToken cancellationToken);

    /// <summary>A site, or null.</summary>
    Task<Site?> FindSiteAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken);

    /// <summary>The agents of a site (a handful).</summary>
    Task<ImmutableArray<SiteAgent>> ListAgentsAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken);

    /// <summary>The agent that an enrolment token (by its SHA-256, hexadecimal) is for, or null; over all tenants, because the token is all that a new agent has.</summary>
    Task<SiteAgent?> FindAgentByTokenAsync(string tokenSha256, CancellationToken cancellationToken);

    /// <summary>A tenant, or null.</summary>
    Task<Tenant?> FindTenantAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>
    /// Writes everything in one transaction, or nothing. Row changes are guarded by their expected versions, the agent's event by (agent, sequence), ledger entries by their release.
    /// </summary>
    Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <summary>The change feed after a cursor, for one site or (null) for all; at most <paramref name="limit"/> items, 1,000 at most.</summary>
    Task<FeedPage> ReadFeedAsync(TenantId tenant, SiteId? site, long afterCursor, int limit, CancellationToken cancellationToken);

    /// <summary>The newest cursor of the tenant's change feed.</summary>
    Task<long> FeedCursorAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The commands that are not answered yet, oldest first: those that an agent of the site has to do, or (null) all of the site.</summary>
    Task<ImmutableArray<SiteCommand>> ListOpenCommandsAsync(TenantId tenant, SiteId site, AgentId? agent, int limit, CancellationToken cancellationToken);

    /// <summary>The commands of one kind, of all sites, that were asked before a moment and are not answered yet, oldest first; at most <paramref name="limit"/>, 1,000 at most.</summary>
    Task<ImmutableArray<SiteCommand>> ListUnansweredAsync(TenantId tenant, SiteCommandKind kind, DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
