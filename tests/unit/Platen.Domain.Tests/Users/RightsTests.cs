using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Tests.Jobs;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AZ01, AZ02.</summary>
public sealed class RightsTests
{
    private static readonly User Anna = new() { Tenant = Sample.Tenant, Id = Sample.Anna, LoginName = "anna", DisplayName = "Anna", Role = UserRole.User };
    private static readonly User Admin = Anna with { Id = Sample.Bert, Role = UserRole.Administrator };
    private static readonly Job OfAnna = Sample.After(Sample.Received(Sample.Anna));
    private static readonly Job Unclaimed = Sample.After(Sample.Received());

    [Fact]
    public void Handle_OwnJob_OwnerAndAdministratorsMay()
    {
        Rights.MayHandle(Actor.Of(Anna, ""), OfAnna).ShouldBeTrue();
        Rights.MayHandle(Actor.Of(Admin, ""), OfAnna).ShouldBeTrue();
        Rights.MayHandle(Actor.System(""), OfAnna).ShouldBeTrue();
    }

    [Fact]
    public void Handle_SomebodyElsesJob_NobodyElseMay()
    {
        Rights.MayHandle(Actor.Of(Anna with { Id = Sample.Bert }, ""), OfAnna).ShouldBeFalse();
        Rights.MayHandle(Actor.Of(Anna, ""), Unclaimed).ShouldBeFalse();
        Rights.MayHandle(Actor.Anonymous(""), Unclaimed).ShouldBeFalse();
        Rights.MayHandle(Actor.Agent(AgentId.Parse("north-1"), ""), OfAnna).ShouldBeFalse();
    }

    // Mutant: make the actor from the role alone.
    [Fact]
    public void Actor_InactiveAdministrator_IsNobody()
    {
        var actor = Actor.Of(Admin with { Active = false }, "192.0.2.1");
        (actor.AuditName, Rights.MayAdminister(actor)).ShouldBe(("anonymous", false));
    }
}
