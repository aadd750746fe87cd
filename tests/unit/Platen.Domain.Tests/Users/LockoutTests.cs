using Platen.Domain.Tenants;
using Platen.Domain.Tests.Jobs;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AU12. Mutants: lengthen the lock by failures while locked; let a success end a running lock; never start to count anew.</summary>
public sealed class LockoutTests
{
    private static readonly DateTimeOffset Now = Sample.Now;
    private static readonly Tenant Tenant = new() { Id = Sample.Tenant, Name = "Acme" };
    private static readonly User Anna = new() { Tenant = Sample.Tenant, Id = Sample.Anna, LoginName = "anna", DisplayName = "Anna", Role = UserRole.User, Version = 1 };

    [Fact]
    public void Failure_TheFifth_Locks()
    {
        var user = Fail(Anna, 4);
        Lockout.IsLocked(user, Now).ShouldBeFalse();
        user = Fail(user, 1);
        user.LockedUntil.ShouldBe(Now + Tenant.Lockout);
        Lockout.IsLocked(user, Now).ShouldBeTrue();
        Lockout.IsLocked(user, Now + Tenant.Lockout).ShouldBeFalse();
    }

    [Fact]
    public void Failure_WhileLocked_ChangesNothing()
    {
        var locked = Fail(Anna, 5);
        Lockout.AfterFailure(locked, Tenant, Now + TimeSpan.FromMinutes(14)).ShouldBeSameAs(locked);
    }

    [Fact]
    public void Failure_AfterTheLock_CountsAnew()
    {
        var user = Lockout.AfterFailure(Fail(Anna, 5), Tenant, Now + Tenant.Lockout);
        (user.FailedAttempts, Lockout.IsLocked(user, Now + Tenant.Lockout)).ShouldBe((1, false));
    }

    [Fact]
    public void Success_ResetsTheCount() => Lockout.AfterSuccess(Fail(Anna, 3), Now).FailedAttempts.ShouldBe(0);

    [Fact]
    public void Success_WithNothingToReset_ChangesNothing() => Lockout.AfterSuccess(Anna, Now).ShouldBeSameAs(Anna);

    [Fact]
    public void Success_ByCardWhileLocked_LeavesTheLock() => Lockout.AfterSuccess(Fail(Anna, 5), Now).LockedUntil.ShouldBe(Now + Tenant.Lockout);

    private static User Fail(User user, int times)
    {
        for (var i = 0; i < times; i++)
        {
            user = Lockout.AfterFailure(user, Tenant, Now);
        }

        return user;
    }
}
