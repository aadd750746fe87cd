using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Records;

/// <summary>What people and the server itself do: one change, one audit row in the console's chain (LG01), and its feed rows.</summary>
internal static class ConsoleCommit
{
    /// <summary>The audit chain of everything that no agent reports.</summary>
    public const string Chain = "console";

    public static Commit Of(TenantId tenant, ImmutableArray<RecordChange> changes, AuditEntry audit, params ImmutableArray<FeedEntry> feed) =>
        new() { Tenant = tenant, AuditChain = Chain, Changes = changes, Audit = [audit], Feed = feed };

    public static AuditEntry Audit(Actor actor, DateTimeOffset at, string action, string subject, bool success = true, params ImmutableArray<(string Name, string Value)> details) => new()
    {
        At = at,
        Actor = actor.AuditName,
        Origin = actor.Origin,
        Action = action,
        Subject = subject,
        Success = success,
        Details = details.ToImmutableSortedDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal),
    };
}
