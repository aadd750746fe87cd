using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>
/// The lock after too many failures (AU12). It stops PIN and password, not the card of the victim. Failures while locked do not lengthen it, so nobody can keep a user out for ever by one burst;
/// when it ends, counting begins anew.
/// </summary>
public static class Lockout
{
    /// <summary>Whether the user is locked.</summary>
    public static bool IsLocked(User user, DateTimeOffset now) => user.LockedUntil > now;

    /// <summary>The user after a wrong PIN or password at a time; the same row when nothing changes.</summary>
    public static User AfterFailure(User user, Tenant tenant, DateTimeOffset at)
    {
        if (IsLocked(user, at))
        {
            return user;
        }

        var failures = user.FailedAttempts + 1;
        return failures >= tenant.LockoutFailures
            ? Next(user) with { FailedAttempts = 0, LockedUntil = at + tenant.Lockout }
            : Next(user) with { FailedAttempts = failures };
    }

    /// <summary>The user after a wrong PIN or password that came after the user's card; the same row when nothing changes. Its lock is one of its own (see <see cref="User.FailedSecondPhases"/>).</summary>
    public static User AfterSecondFailure(User user, Tenant tenant, DateTimeOffset at)
    {
        if (user.SecondPhaseLockedUntil > at)
        {
            return user;
        }

        var failures = user.FailedSecondPhases + 1;
        return failures >= tenant.LockoutFailures
            ? Next(user) with { FailedSecondPhases = 0, SecondPhaseLockedUntil = at + tenant.Lockout }
            : Next(user) with { FailedSecondPhases = failures };
    }

    /// <summary>The user after card and second phase were right; the same row when nothing changes. What was counted without the card stays: it says nothing about who holds it.</summary>
    public static User AfterSecondSuccess(User user, DateTimeOffset at)
    {
        var locked = user.SecondPhaseLockedUntil > at ? user.SecondPhaseLockedUntil : null;
        return user.FailedSecondPhases == 0 && user.SecondPhaseLockedUntil == locked ? user : Next(user) with { FailedSecondPhases = 0, SecondPhaseLockedUntil = locked };
    }

    /// <summary>The user after a success: counting begins anew. A running lock stays, because a card's success proves nothing about the PIN. The same row when nothing changes.</summary>
    public static User AfterSuccess(User user, DateTimeOffset at)
    {
        var locked = IsLocked(user, at) ? user.LockedUntil : null;
        return user.FailedAttempts == 0 && user.LockedUntil == locked ? user : Next(user) with { FailedAttempts = 0, LockedUntil = locked };
    }

    /// <summary>The user without lock and failures; the same row when nothing changes.</summary>
    public static User Cleared(User user) =>
        user is { FailedAttempts: 0, LockedUntil: null, FailedSecondPhases: 0, SecondPhaseLockedUntil: null }
            ? user
            : Next(user) with { FailedAttempts = 0, LockedUntil = null, FailedSecondPhases = 0, SecondPhaseLockedUntil = null };

    private static User Next(User user) => user with { Version = user.Version + 1 };
}
