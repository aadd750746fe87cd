using Platen.Domain.Mail;

namespace Platen.Domain.Users;

/// <summary>Mails about locks that a user was sent of late: whoever locks somebody again and again shall not fill the mailbox, too.</summary>
/// <param name="Since">When the first of them was.</param>
/// <param name="Sent">How many there were since.</param>
public sealed record LockNotices(DateTimeOffset Since, int Sent)
{
    /// <summary>Most of a user in <see cref="Window"/>.</summary>
    public const int Max = 3;

    /// <summary>How long they are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <summary>What the user is to be told of, and the user with that counted: a lock that is new, unless there were many of late; null: nothing, and the same row.</summary>
    /// <param name="before">The user before a failed login.</param>
    /// <param name="after">The user after it.</param>
    /// <param name="now">When that was.</param>
    public static (User User, SecurityNotice? Notice) Of(User before, User after, DateTimeOffset now)
    {
        SecurityNotice? notice = IsNew(before.LockedUntil, after.LockedUntil, now) ? SecurityNotice.Locked
            : IsNew(before.SecondPhaseLockedUntil, after.SecondPhaseLockedUntil, now) ? SecurityNotice.SecondPhaseLocked : null;
        if (notice is null)
        {
            return (after, null);
        }

        var counted = after.LockNotices is { } notices && now - notices.Since < Window ? notices with { Sent = notices.Sent + 1 } : new LockNotices(now, 1);
        return counted.Sent > Max ? (after, null) : (after with { LockNotices = counted }, notice);
    }

    // a lock that a branch reports days later may be over: then it is no news
    private static bool IsNew(DateTimeOffset? before, DateTimeOffset? after, DateTimeOffset now) => after > now && after != before;
}
