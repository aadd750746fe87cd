using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Contracts;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.OAuth;
using Platen.Domain.OpenId;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>The record in memory, with the real one's promises: all or nothing, compare-and-swap, unique events, releases and names. Faults can be ordered.</summary>
internal sealed class MemoryRecords : IRecordStore, IChangeFeedSignal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Version, object Row)> _rows = [];
    private readonly Dictionary<string, SiteCommand> _open = [];
    private readonly Dictionary<AgentId, long> _events = [];
    private readonly Queue<Func<Commit, CommitResult?>> _orders = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<LedgerEntry> Ledger { get; } = [];

    public List<CreditEntry> Credit { get; } = [];

    public List<(string Chain, AuditEntry Entry)> Audit { get; } = [];

    public List<FeedItem> Feed { get; } = [];

    public List<AgentSample> Samples { get; } = [];

    public List<DeviceLogEntry> DeviceLog { get; } = [];

    private readonly List<Contract> _contractVersions = [];

    /// <summary>All versions of contracts, in their order.</summary>
    public ImmutableArray<Contract> ContractVersions
    {
        get
        {
            lock (_gate)
            {
                return [.. _contractVersions];
            }
        }
    }

    public int Commits { get; private set; }

    public long FeedFloor { get; set; }

    /// <summary>What the next commit meets: null goes on, a result replaces it, an exception is a fault. It runs before the commit is looked at.</summary>
    public void Order(Func<Commit, CommitResult?> order) => _orders.Enqueue(order);

    public IEnumerable<T> All<T>()
    {
        lock (_gate)
        {
            return [.. _rows.Values.Select(row => row.Row).OfType<T>()];
        }
    }

    public Task<Job?> FindJobAsync(TenantId tenant, JobId job, CancellationToken cancellationToken) => Find<Job>($"job/{job}");

    public Task<User?> FindUserAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) => Find<User>($"user/{user}");

    public Task<User?> FindUserByLoginAsync(TenantId tenant, string loginName, CancellationToken cancellationToken) =>
        Task.FromResult(All<User>().FirstOrDefault(user => user.LoginName.Equals(loginName, StringComparison.OrdinalIgnoreCase)));

    public Task<ImmutableArray<User>> FindUsersBySourceAsync(TenantId tenant, string source, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<User>>([.. All<User>().Where(user => user.Source == source && keys.Contains(user.SourceKey))]);

    public Task<ImmutableArray<User>> FindUsersByLoginsAsync(TenantId tenant, IReadOnlyCollection<string> loginNames, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<User>>([.. All<User>().Where(user => loginNames.Contains(user.LoginName, StringComparer.OrdinalIgnoreCase))]);

    public Task<UserDirectory?> FindDirectoryAsync(TenantId tenant, DirectoryId directory, CancellationToken cancellationToken) => Find<UserDirectory>($"directory/{directory}");

    public Task<DirectoryState?> FindDirectoryStateAsync(TenantId tenant, DirectoryId directory, CancellationToken cancellationToken) => Find<DirectoryState>($"directory-state/{directory}");

    public Task<DirectoryRun?> FindDirectoryRunAsync(TenantId tenant, string run, CancellationToken cancellationToken) => Find<DirectoryRun>($"directory-run/{run}");

    public Task<IdentityProvider?> FindIdentityProviderAsync(TenantId tenant, CancellationToken cancellationToken) => Find<IdentityProvider>("identity-provider");

    public Task<MailSettings?> FindMailSettingsAsync(TenantId tenant, CancellationToken cancellationToken) => Find<MailSettings>("mail-settings");

    /// <summary>What links' ends are held against; null: they do not end.</summary>
    public TimeProvider? Clock { get; set; }

    public Task<MailLink?> FindMailLinkAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        Task.FromResult(All<MailLink>().FirstOrDefault(link => link.Id == id && (Clock is null || link.EndsAt > Clock.GetUtcNow())));

    public Task<ImmutableArray<User>> FindUsersByEmailAsync(TenantId tenant, string email, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<User>>([.. All<User>().Where(user => user.Email.Length > 0 && EmailAddress.Key(user.Email) == EmailAddress.Key(email)).Take(10)]);

    public Task<OAuthClient?> FindOAuthClientAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken) => Find<OAuthClient>($"oauth-client/{client}");

    public Task<Group?> FindGroupAsync(TenantId tenant, GroupId group, CancellationToken cancellationToken) => Find<Group>($"group/{group}");

    public Task<ImmutableArray<Group>> FindGroupsAsync(TenantId tenant, string source, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Group>>([.. All<Group>().Where(group => group.Source == source)]);

    public Task<bool> HasOtherAdministratorAsync(TenantId tenant, UserId than, CancellationToken cancellationToken) =>
        Task.FromResult(All<User>().Any(user => user is { Active: true, Role: UserRole.Administrator } && user.Id != than));

    public Task<bool> HasUserWithRoleAsync(TenantId tenant, RoleId role, CancellationToken cancellationToken) =>
        Task.FromResult(All<User>().Any(user => user.Grants.Any(grant => grant.Role == role)));

    public Task<Device?> FindDeviceAsync(TenantId tenant, DeviceId device, CancellationToken cancellationToken) => Find<Device>($"device/{device}");

    public Task<Queue?> FindQueueAsync(TenantId tenant, QueueId queue, CancellationToken cancellationToken) => Find<Queue>($"queue/{queue}");

    public Task<Site?> FindSiteAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken) => Find<Site>($"site/{site}");

    public Task<ImmutableArray<SiteAgent>> ListAgentsAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<SiteAgent>>([.. All<SiteAgent>().Where(agent => agent.Site == site).Select(agent => agent with { EventsCommitted = _events.GetValueOrDefault(agent.Id) })]);

    public Task<SiteAgent?> FindAgentByTokenAsync(string tokenSha256, CancellationToken cancellationToken) =>
        Task.FromResult(All<SiteAgent>().FirstOrDefault(agent => agent.EnrolmentTokenSha256 == tokenSha256));

    public Task<Tenant?> FindTenantAsync(TenantId tenant, CancellationToken cancellationToken) => Find<Tenant>($"tenant/{tenant}");

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        if (_orders.TryDequeue(out var order) && order(commit) is { } ordered)
        {
            return Task.FromResult(ordered);
        }

        lock (_gate)
        {
            return Task.FromResult(Commit(commit));
        }
    }

    public Task<FeedPage> ReadFeedAsync(TenantId tenant, SiteId? site, long afterCursor, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (afterCursor < FeedFloor)
            {
                return Task.FromResult(new FeedPage([], afterCursor, TooOld: true));
            }

            var items = Feed.Where(item => item.Cursor > afterCursor && (site is null || item.Entry.Site is null || item.Entry.Site == site)).Take(limit).ToImmutableArray();
            return Task.FromResult(new FeedPage(items, items.Length == limit ? items[^1].Cursor : Math.Max(afterCursor, Feed.Count), TooOld: false));
        }
    }

    public Task<long> FeedCursorAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult((long)Feed.Count);

    public Task<ImmutableArray<SiteCommand>> ListOpenCommandsAsync(TenantId tenant, SiteId site, AgentId? agent, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<SiteCommand>>([.. _open.Values.Where(command => command.Site == site && (agent is null || command.Agent is null || command.Agent == agent)).OrderBy(command => command.At).Take(limit)]);
        }
    }

    public Task<ImmutableArray<SiteCommand>> ListUnansweredAsync(TenantId tenant, SiteCommandKind kind, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<SiteCommand>>([.. _open.Values.Where(command => command.Kind == kind && command.At < before).OrderBy(command => command.At).Take(limit)]);
        }
    }

    public async Task WaitForChangeAsync(TenantId tenant, long afterCursor, CancellationToken cancellationToken)
    {
        Task grown;
        lock (_gate)
        {
            grown = Feed.Count > afterCursor ? Task.CompletedTask : _grown.Task;
        }

        await grown.WaitAsync(cancellationToken);
    }

    private Task<T?> Find<T>(string key)
        where T : class
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.TryGetValue(key, out var row) ? (T?)row.Row : null);
        }
    }

    private CommitResult Commit(Commit commit)
    {
        if (Check(commit) is { } refused)
        {
            return refused;
        }

        Commits++;
        foreach (var change in commit.Changes)
        {
            Write(change);
        }

        Ledger.AddRange(commit.Ledger);
        Audit.AddRange(commit.Audit.Select(entry => (commit.AuditChain, entry)));
        Feed.AddRange(commit.Feed.Select((entry, i) => new FeedItem(Feed.Count + i + 1, entry)));
        if (commit.Event is { } applied)
        {
            _events[applied.Agent] = applied.Sequence;
        }

        if (commit.Feed.Length > 0)
        {
            _grown.TrySetResult();
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return CommitResult.Committed;
    }

    private CommitResult? Check(Commit commit)
    {
        if (commit.Event is { } applied)
        {
            var committed = _events.GetValueOrDefault(applied.Agent);
            if (applied.Start.Length > 0 && applied.Start != StartOf(applied))
            {
                throw new EventOutOfOrderException($"{applied.Sequence} is not of the newest start");
            }

            if (applied.Sequence <= committed)
            {
                return new CommitResult(CommitCode.Duplicate, "event");
            }

            if (applied.Sequence > committed + 1)
            {
                throw new EventOutOfOrderException($"{applied.Sequence} came while {committed + 1} is expected");
            }
        }

        if (commit.Ledger.Any(entry => Ledger.Any(known => known.Release == entry.Release)))
        {
            return new CommitResult(CommitCode.Duplicate, "release");
        }

        return commit.Changes.Select(CheckChange).FirstOrDefault(result => result is not null);
    }

    private CommitResult? CheckChange(RecordChange change)
    {
        if (change is AgentSampled or DeviceLogAdded)
        {
            return null;
        }

        if (change is CommandAnswered answered)
        {
            return _open.ContainsKey(answered.CommandId) ? null : new CommitResult(CommitCode.Conflict, "command");
        }

        var (key, version, _) = Identify(change);
        if (_rows.GetValueOrDefault(key).Version != change.ExpectedVersion || version != change.ExpectedVersion + 1)
        {
            return new CommitResult(CommitCode.Conflict, key);
        }

        if (change is AgentChange { Committed: (var from, _), Row.Id: var agent } && _events.GetValueOrDefault(agent) != from)
        {
            return new CommitResult(CommitCode.Conflict, key);
        }

        return change switch
        {
            UserChange { Row: var user } => CheckUser(user),
            ContractChange { Row: var contract } when All<Contract>().Any(other => other.Id != contract.Id && other.Number.Equals(contract.Number, StringComparison.OrdinalIgnoreCase)) => new CommitResult(CommitCode.Conflict, key),
            ReportSendingAdded sending when All<ReportRecipient>().All(recipient => recipient.Id != sending.Row.Recipient || recipient.Version != sending.RecipientVersion) => new CommitResult(CommitCode.Conflict, key),
            GroupChange { Row: var group } when All<Group>().Any(other => other.Id != group.Id && GroupKey(other) == GroupKey(group)) =>
                new CommitResult(CommitCode.NotUnique, $"There is a group '{group.Name}' already.") { Taken = UniqueName.Group },
            _ => null,
        };
    }

    private static string GroupKey(Group group) => $"{group.Source} {(group.Source.Length == 0 ? group.Name.ToUpperInvariant() : group.SourceKey)}";

    private string StartOf(AppliedEvent applied) =>
        _rows.TryGetValue($"agent/{applied.Site}/{applied.Agent}", out var row) ? ((SiteAgent)row.Row).Starts.LastOrDefault()?.Id ?? "" : "";

    private CommitResult? CheckUser(User user)
    {
        var others = _rows.Values.Select(row => row.Row).OfType<User>().Where(other => other.Id != user.Id).ToList();
        if (others.Exists(other => other.LoginName.Equals(user.LoginName, StringComparison.OrdinalIgnoreCase)))
        {
            return new CommitResult(CommitCode.NotUnique, $"The login name '{user.LoginName}' is taken.") { Taken = UniqueName.LoginName };
        }

        if (user.Source.Length > 0 && others.Exists(other => other.Source == user.Source && other.SourceKey == user.SourceKey))
        {
            return new CommitResult(CommitCode.NotUnique, "Another user stands for the same person.") { Taken = UniqueName.SourceKey };
        }

        if (!user.PinIndex.IsEmpty && others.Exists(other => other.PinIndex.AsSpan().SequenceEqual(user.PinIndex.AsSpan())))
        {
            return new CommitResult(CommitCode.NotUnique, "The PIN is taken.") { Taken = UniqueName.Pin };
        }

        return user.Cards.Any(card => others.Exists(other => other.Cards.Any(taken => taken.Index.AsSpan().SequenceEqual(card.Index.AsSpan()))))
            ? new CommitResult(CommitCode.NotUnique, "The card is taken.") { Taken = UniqueName.Card }
            : null;
    }

    private void Write(RecordChange change)
    {
        if (change is AgentSampled { Row: var sample })
        {
            Samples.Add(sample);
            return;
        }

        if (change is DeviceLogAdded logged)
        {
            DeviceLog.AddRange(logged.Rows.Where(row => row.Line.Slot.Length == 0 || !DeviceLog.Any(known => known.Device == row.Device && known.Line.Slot == row.Line.Slot)));
            return;
        }

        if (change is CommandAnswered answered)
        {
            _open.Remove(answered.CommandId);
            return;
        }

        var (key, version, row) = Identify(change);
        _rows[key] = (version, row);
        if (row is CreditEntry entry)
        {
            Credit.Add(entry);
        }

        if (change is MailLinkChange { ExpectedVersion: 1, Row: var used })
        {
            foreach (var spent in _rows.Where(known => known.Value.Row is MailLink link && link.Kind == used.Kind && link.Address == used.Address).Select(known => known.Key).ToList())
            {
                _rows.Remove(spent);
            }
        }

        if (change is ContractChange { Row: var contract })
        {
            _contractVersions.Add(contract);
        }

        if (change is ParkedEventChange { Resolved: true } or SiteAlarmChange { Cleared: true } or ReportRecipientChange { Removed: true })
        {
            _rows.Remove(key);
        }

        if (change is AgentChange { Committed: (_, var to), Row.Id: var agent })
        {
            _events[agent] = to;
        }

        if (row is SiteCommand command)
        {
            _open[command.Id] = command;
        }
    }

    private static (string Key, long Version, object Row) Identify(RecordChange change) => change switch
    {
        JobChange c => ($"job/{c.Row.Id}", c.Row.Version, c.Row),
        UserChange c => ($"user/{c.Row.Id}", c.Row.Version, c.Row),
        ContractChange c => ($"contract/{c.Row.Id}", c.Row.Version, c.Row),
        ReportRecipientChange c => ($"report-recipient/{c.Row.Id}", c.Row.Version, c.Row),
        ReportSendingAdded c => ($"report-sending/{c.Row.Recipient}/{c.Row.Kind}/{c.Row.Period}", 1, c.Row),
        DirectoryChange c => ($"directory/{c.Row.Id}", c.Row.Version, c.Row),
        DirectoryStateChange c => ($"directory-state/{c.Row.Directory}", c.Row.Version, c.Row),
        DirectoryRunChange c => ($"directory-run/{c.Row.Id}", c.Row.Version, c.Row),
        IdentityProviderChange c => ("identity-provider", c.Row.Version, c.Row),
        OAuthClientChange c => ($"oauth-client/{c.Row.Id}", c.Row.Version, c.Row),
        OpenIdUseChange c => ($"openid-use/{c.Row.Id}", c.Row.Version, c.Row),
        MailSettingsChange c => ("mail-settings", c.Row.Version, c.Row),
        CreditBooked c => ($"credit/{c.Row.User}/{c.Row.Currency}", c.Row.Position, c.Row),
        MailQueued c => ($"mail/{c.Row.Id}", 1, c.Row),
        MailLinkChange c => ($"mail-link/{c.Row.Id}", c.ExpectedVersion + 1, c.Row),
        GroupChange c => ($"group/{c.Row.Id}", c.Row.Version, c.Row),
        DeviceChange c => ($"device/{c.Row.Id}", c.Row.Version, c.Row),
        QueueChange c => ($"queue/{c.Row.Id}", c.Row.Version, c.Row),
        SiteChange c => ($"site/{c.Row.Id}", c.Row.Version, c.Row),
        AgentChange c => ($"agent/{c.Row.Site}/{c.Row.Id}", c.Row.Version, c.Row),
        TenantChange c => ($"tenant/{c.Row.Id}", c.Row.Version, c.Row),
        CommandAdded c => ($"command/{c.Row.Id}", 1, c.Row),
        SiteAlarmChange c => ($"alarm/{c.Row.Id}", c.Row.Version, c.Row),
        ParkedEventChange c => ($"parked/{c.Row.Id}", c.Row.Version, c.Row),
        _ => throw new ArgumentException($"unknown change {change.GetType().Name}", nameof(change)),
    };
}
