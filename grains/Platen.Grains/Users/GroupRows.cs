using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>The rows that belong to a change of a group.</summary>
internal static class GroupRows
{
    public static Commit Commit(Group? row, Group next, AuditEntry audit) => ConsoleCommit.Of(next.Tenant, [Change(row, next)], audit, Feed(next));

    public static RecordChange Change(Group? row, Group next) => new GroupChange(next) { ExpectedVersion = row?.Version ?? 0 };

    public static FeedEntry Feed(Group group) => new(FeedTopic.Group, group.Id.ToString(), null);
}
