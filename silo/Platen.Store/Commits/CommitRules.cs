using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Json;

namespace Platen.Store.Commits;

/// <summary>What every commit must be before it is sent: of one tenant, one change a row, within limits. A breach is a fault of the caller, told as <see cref="ArgumentException"/>.</summary>
internal static class CommitRules
{
    public const int ChangesMax = 1_000;
    public const int EntriesMax = 1_000;
    public const int BytesMax = 8 * 1024 * 1024;

    public static void Check(Commit commit)
    {
        Require(commit.Tenant.Value.Length > 0, "A commit names its tenant.");
        Require(commit.AuditChain.Length is > 0 and <= 128, "A commit names its audit chain in 1 to 128 characters.");
        Require(commit.Changes.Length <= ChangesMax, $"A commit has {commit.Changes.Length} changes; at most {ChangesMax} are taken.");
        Require(commit.Ledger.Length <= EntriesMax && commit.Audit.Length <= EntriesMax && commit.Feed.Length <= EntriesMax,
            $"A commit has at most {EntriesMax} ledger, audit and feed rows each.");
        Require(commit.Ledger.All(l => l.Tenant == commit.Tenant), "A ledger entry is of another tenant than its commit (TN02).");
        Require(commit.Ledger.DistinctBy(l => l.Release).Count() == commit.Ledger.Length, "Two ledger entries of one commit charge the same release.");
        var rows = new HashSet<(string, string)>();
        foreach (var change in commit.Changes)
        {
            var (tenant, kind, id, version) = Identify(change);
            Require(tenant is null || tenant == commit.Tenant, $"{kind} {id} is of another tenant than its commit (TN02).");
            Require(rows.Add((kind, id)), $"{kind} {id} is changed twice in one commit.");
            Require(change.ExpectedVersion >= 0 && (version is null || version == change.ExpectedVersion + 1),
                $"{kind} {id} carries version {version}; after {change.ExpectedVersion} it must carry {change.ExpectedVersion + 1}.");
        }
    }

    /// <summary>Two records of this one commit that claim the same name, or null.</summary>
    public static CommitResult? FindNameClash(Commit commit)
    {
        var users = commit.Changes.OfType<UserChange>().Select(c => c.Row).ToArray();
        if (!commit.Changes.Any(c => c is UserChange or QueueChange or GroupChange))
        {
            return null;
        }

        return Clash(users.Select(u => ChangePayload.LoginKey(u.LoginName)), UniqueName.LoginName, "login name")
            ?? Clash(users.Where(u => !u.PinIndex.IsDefaultOrEmpty).Select(u => Convert.ToHexString(u.PinIndex.AsSpan())), UniqueName.Pin, "PIN")
            ?? Clash(users.SelectMany(u => u.Cards).Select(c => Convert.ToHexString(c.Index.AsSpan())), UniqueName.Card, "card")
            ?? Clash(users.Where(u => u.Source.Length > 0).Select(u => $"{u.Source} {u.SourceKey}"), UniqueName.SourceKey, "person of a source")
            ?? Clash(commit.Changes.OfType<GroupChange>().Select(c => $"{c.Row.Source} {ChangePayload.GroupKey(c.Row)}"), UniqueName.Group, "group")
            ?? Clash(commit.Changes.OfType<QueueChange>().Where(c => c.Row.RawPort != 0).Select(c => c.Row.RawPort.ToString()), UniqueName.RawPort, "RAW port");
    }

    /// <summary>What a sending is known by within its tenant.</summary>
    public static string SendingId(ReportSending sending) => $"{sending.Recipient}/{(int)sending.Kind}/{sending.Period}";

    private static CommitResult? Clash(IEnumerable<string> keys, UniqueName name, string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return keys.All(seen.Add) ? null : new CommitResult(CommitCode.NotUnique, $"two records of the same commit claim one {text}") { Taken = name };
    }

    private static (TenantId? Tenant, string Kind, string Id, long? Version) Identify(RecordChange change) => change switch
    {
        JobChange c => (c.Row.Tenant, "job", c.Row.Id.ToString(), c.Row.Version),
        UserChange c => (c.Row.Tenant, "user", c.Row.Id.ToString(), c.Row.Version),
        GroupChange c => (c.Row.Tenant, "group", c.Row.Id.ToString(), c.Row.Version),
        DirectoryChange c => (c.Row.Tenant, "directory", c.Row.Id.Value, c.Row.Version),
        DirectoryStateChange c => (c.Row.Tenant, "directory state", c.Row.Directory.Value, c.Row.Version),
        DirectoryRunChange c => (c.Row.Tenant, "directory run", c.Row.Id, c.Row.Version),
        IdentityProviderChange c => (c.Row.Tenant, "identity provider", "", c.Row.Version),
        MailSettingsChange c => (c.Row.Tenant, "mail settings", "", c.Row.Version),
        MailQueued c => (c.Row.Tenant, "mail", c.Row.Id.ToString("D"), null),
        MailLinkChange c => (c.Row.Tenant, "mail link", c.Row.Id, null),
        CreditBooked c => (c.Row.Tenant, "credit", $"{c.Row.User}/{c.Row.Currency}", c.Row.Position),
        OAuthClientChange c => (c.Row.Tenant, "OAuth client", c.Row.Id.Value, c.Row.Version),
        CodebookChange c => (c.Row.Tenant, "codebook", c.Row.Id.Value, c.Row.Version),
        CodeChange c => (c.Row.Tenant, "code", $"{c.Row.Codebook}/{c.Row.Value}", c.Row.Version),
        OpenIdUseChange c => (c.Row.Tenant, "openid use", c.Row.Id, c.Row.Version),
        ContractChange c => (c.Row.Tenant, "contract", c.Row.Id.Value, c.Row.Version),
        ReportRecipientChange c => (c.Row.Tenant, "report recipient", c.Row.Id.ToString(), c.Row.Version),
        ReportSendingAdded c => (c.Row.Tenant, "report sending", SendingId(c.Row), null),
        DeviceChange c => (c.Row.Tenant, "device", c.Row.Id.Value, c.Row.Version),
        QueueChange c => (c.Row.Tenant, "queue", c.Row.Id.Value, c.Row.Version),
        SiteChange c => (c.Row.Tenant, "site", c.Row.Id.Value, c.Row.Version),
        AgentChange c => (c.Row.Tenant, "agent", $"{c.Row.Site}/{c.Row.Id}", c.Row.Version),
        TenantChange c => (c.Row.Id, "tenant", c.Row.Id.Value, c.Row.Version),
        CommandAdded c => (c.Row.Tenant, "command", $"{c.Row.Site}/{c.Row.Id}", null),
        CommandAnswered c => (null, "command", $"{c.Site}/{CleanText.Of(c.CommandId)}", null),
        SiteAlarmChange c => (c.Row.Tenant, "alarm", c.Row.Id, c.Row.Version),
        AgentSampled c => (c.Row.Tenant, "sample", $"{c.Row.Site}/{c.Row.Agent}", null),
        DeviceLogAdded c => (c.Rows.Select(row => (TenantId?)row.Tenant).FirstOrDefault(), "device log", c.Id, null),
        ParkedEventChange c => (c.Row.Tenant, "parked", c.Row.Id, c.Row.Version),
        _ => throw new ArgumentException($"The store knows no change {change.GetType().Name}.", nameof(change)),
    };

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
