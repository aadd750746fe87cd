using Platen.Domain.OAuth;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.OAuth;

/// <summary>AU18, AU31: how long programs act, and the desktop client.</summary>
public sealed class AuthorizationLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Tenant Company = new() { Id = TenantId.Parse("main"), Name = "Main", DesktopIdle = TimeSpan.FromMinutes(10), DesktopMax = TimeSpan.FromHours(1) };

    [Fact]
    public void Life_OfTheDesktopClient_IsTheTenants_AndOfOthersMonths()
    {
        // mutant: one life for both
        AuthorizationLife.Of(Client(isDesktop: true), Company).ShouldBe(new AuthorizationLife(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)));
        AuthorizationLife.Of(Client(isDesktop: false), Company).ShouldBe(AuthorizationLife.Usual);
    }

    [Theory]
    [InlineData(0, 9, false)]
    [InlineData(0, 10, true)]
    [InlineData(9, 18, false)]
    [InlineData(55, 59, false)]
    [InlineData(55, 60, true)]
    public void Agreement_UsedAt_IsOverWhenIdleOrOld(int used, int now, bool over)
    {
        // mutants: < for <=; the last use does not count; the longest time does not
        var agreement = Agreement() with { UsedAt = Start.AddMinutes(used) };
        AuthorizationLife.Of(Client(isDesktop: true), Company).IsOver(agreement, Start.AddMinutes(now)).ShouldBe(over);
    }

    [Fact]
    public void Agreement_NeverUsed_CountsFromItsBeginning() => new AuthorizationLife(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)).IsOver(Agreement(), Start.AddMinutes(10)).ShouldBeTrue();

    [Fact]
    public void End_IsTheIdleTimeOn_AndNeverBeyondTheLast()
    {
        var life = new AuthorizationLife(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
        life.EndOf(Agreement(), Start.AddMinutes(20)).ShouldBe(Start.AddMinutes(30));
        life.EndOf(Agreement(), Start.AddMinutes(55)).ShouldBe(Start.AddHours(1));
    }

    private static OAuthClient Client(bool isDesktop) => new() { Tenant = Company.Id, Id = ClientId.Parse("desk"), Name = "Desk", Authentication = ClientAuthentication.None, IsDesktop = isDesktop };

    private static Authorization Agreement() => new() { Tenant = Company.Id, Id = Guid.Empty, User = UserId.Parse("0198c0de-0000-7000-8000-000000000001"), Client = ClientId.Parse("desk"), GrantedAt = Start, EndsAt = Start.AddDays(1) };
}
