using System.Collections.Immutable;
using System.Globalization;
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
    /// <param name="row">The row as it was; null: none.</param>
    /// <param name="next">The row as it shall be.</param>
    /// <param name="audit">What the audit log says of it.</param>
    /// <param name="beside">What must be written with it; of nulls nothing.</param>
    public static Draft<User> Save(User? row, User next, AuditEntry audit, params ImmutableArray<RecordChange?> beside) =>
        Draft<User>.Write(ConsoleCommit.Of(next.Tenant, [Change(row, next), .. beside.OfType<RecordChange>()], audit, Feed(next)), next);

    /// <summary>A change by a login: sites learn of it when the lock itself changes, or the hash was made anew, not of each count.</summary>
    public static Draft<User> SaveLockout(User row, User next, AuditEntry audit, RecordChange? mail)
    {
        var commit = ConsoleCommit.Of(row.Tenant, next == row ? [] : mail is null ? [Change(row, next)] : [Change(row, next), mail], audit, LockFeed(row, next));
        return Draft<User>.Write(commit with { Audit = [.. commit.Audit, .. LockAudit(row, next, audit)] }, next);
    }

    /// <summary>That a failed login has locked the user's PIN and password, or what comes after the card (LG04): once, when the lock begins.</summary>
    public static ImmutableArray<AuditEntry> LockAudit(User row, User next, AuditEntry login)
    {
        var until = next.LockedUntil > (row.LockedUntil ?? DateTimeOffset.MinValue) ? next.LockedUntil : next.SecondPhaseLockedUntil > (row.SecondPhaseLockedUntil ?? DateTimeOffset.MinValue) ? next.SecondPhaseLockedUntil : null;
        return until is not { } end
            ? []
            : [login with { Action = "user.locked", Success = false, Subject = $"user:{row.Id}", Details = ImmutableSortedDictionary<string, string>.Empty.Add("until", end.ToString("O", CultureInfo.InvariantCulture)) }];
    }

    public static ImmutableArray<FeedEntry> LockFeed(User row, User next) => next.LockedUntil == row.LockedUntil && next.SecondPhaseLockedUntil == row.SecondPhaseLockedUntil && next.PasswordHash == row.PasswordHash ? [] : [Feed(next)];

    /// <summary>An audit row without a change.</summary>
    public static Draft<User> Note(User row, AuditEntry audit) => Draft<User>.Write(ConsoleCommit.Of(row.Tenant, [], audit), row);

    public static RecordChange Change(User? row, User next) => new UserChange(next) { ExpectedVersion = row?.Version ?? 0 };

    public static FeedEntry Feed(User user) => new(FeedTopic.User, user.Id.ToString(), null);
}
