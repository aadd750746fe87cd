using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>The rows that belong to a change of a user.</summary>
internal static class UserRows
{
    /// <summary>A change that sites must learn of.</summary>
    public static Draft<User> Save(User? row, User next, AuditEntry audit) =>
        Draft<User>.Write(ConsoleCommit.Of(next.Tenant, [Change(row, next)], audit, Feed(next)), next);

    /// <summary>A change by a login: sites learn of it when the lock itself changes, or the hash was made anew, not of each count.</summary>
    public static Draft<User> SaveLockout(User row, User next, AuditEntry audit) =>
        Draft<User>.Write(ConsoleCommit.Of(row.Tenant, next == row ? [] : [Change(row, next)], audit, LockFeed(row, next)), next);

    public static ImmutableArray<FeedEntry> LockFeed(User row, User next) => next.LockedUntil == row.LockedUntil && next.PasswordHash == row.PasswordHash ? [] : [Feed(next)];

    public static RecordChange Change(User? row, User next) => new UserChange(next) { ExpectedVersion = row?.Version ?? 0 };

    public static FeedEntry Feed(User user) => new(FeedTopic.User, user.Id.ToString(), null);
}
