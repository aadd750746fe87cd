using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Tests.Jobs;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Roles;

/// <summary>AZ01–AZ06.</summary>
public sealed class DelegationTests
{
    private static readonly SiteId North = SiteId.Parse("north");
    private static readonly SiteId South = SiteId.Parse("south");
    private static readonly User Anna = new() { Tenant = Sample.Tenant, Id = Sample.Anna, LoginName = "anna", DisplayName = "Anna", Role = UserRole.User };

    private static readonly Tenant Acme = new()
    {
        Id = Sample.Tenant,
        Name = "Acme",
        Roles = [new Role { Id = RoleId.Parse("mixed"), Name = "Mixed", Rights = [Right.EditDevices, Right.EditQueues] }],
    };

    [Fact]
    public void Grant_NarrowedToSites_GivesOnlyRightsOfSites()
    {
        var held = Held(new RoleGrant { Role = RoleId.Parse("mixed"), Sites = [North] });
        held.Select(right => right.Right).ShouldBe([Right.ReadDevices, Right.EditDevices]);
        held.ShouldAllBe(right => right.HoldsAt(North) && !right.HoldsAt(South));
    }

    // AZ03. Mutants: a grant over groups holds everywhere; sites are taken for groups; HoldsAt does not look
    [Fact]
    public void Grant_OverAGroup_GivesRightsOverItsMembersOnly()
    {
        var (sales, others) = (GroupId.New(TimeProvider.System), GroupId.New(TimeProvider.System));
        var held = Held(RoleGrant.Narrowed(RoleId.Parse("help-desk"), [], [sales]));
        held.Select(right => right.Right).ShouldBe([Right.ReadUsers, Right.EditCredentials]);
        var actor = Actor.Of(Anna, held, "");
        Rights.HasOver(actor, Right.EditCredentials, Anna with { Groups = [others, sales] }).ShouldBeTrue();
        Rights.HasOver(actor, Right.EditCredentials, Anna with { Groups = [others] }).ShouldBeFalse();
        (Rights.HasEverywhere(actor, Right.ReadUsers), Rights.HasAt(actor, Right.ReadUsers, North)).ShouldBe((false, false));
        (Rights.MayRead(actor, sales), Rights.MayRead(actor, others)).ShouldBe((true, false));
    }

    [Fact]
    public void Grant_AtSitesAndOverGroups_GivesEachRightItsKind()
    {
        var sales = GroupId.New(TimeProvider.System);
        var held = Held(RoleGrant.Narrowed(RoleId.Parse("help-desk"), [North], [sales]));
        held.Select(right => right.Right).ShouldBe([Right.ReadUsers, Right.EditCredentials, Right.ReadDevices, Right.ReadSites, Right.ReadJobs, Right.ManageJobs], ignoreOrder: true);
        held.Where(right => right.Groups.IsEmpty).ShouldAllBe(right => right.HoldsAt(North) && !right.HoldsAt(South) && !right.HoldsOver(ImmutableArray.Create(sales)));
        Held(RoleGrant.Narrowed(RoleId.Parse("help-desk"), [North], [])).ShouldAllBe(right => right.Groups.IsEmpty);
    }

    // a server of the last version reads the sites only: what it does not know must be less to it, never more
    [Fact]
    public void Grant_OverAGroup_ReadWithoutItsGroups_HoldsNowhere()
    {
        var grant = RoleGrant.Narrowed(RoleId.Parse("user-admin"), [], [GroupId.New(TimeProvider.System)]) with { Groups = [] };
        Held(grant).ShouldBeEmpty();
        var old = Actor.Of(Anna, [HeldRight.Over(Right.EditUsers, [GroupId.New(TimeProvider.System)]) with { Groups = [] }], "");
        (Rights.HasEverywhere(old, Right.EditUsers), Rights.HasOver(old, Right.EditUsers, Anna)).ShouldBe((false, false));
        SiteRules.Check(new Site { Tenant = Sample.Tenant, Id = HeldRight.NoSite, Name = "No site" }).ShouldHaveSingleItem();
    }

    [Fact]
    public void RightsOverAGroup_ThatWasGivenUp_Rest()
    {
        var (sales, gone) = (GroupId.New(TimeProvider.System), GroupId.New(TimeProvider.System));
        var user = Anna with { Grants = [RoleGrant.Narrowed(RoleId.Parse("user-admin"), [], [sales, gone])] };
        Delegation.HeldBy(user, Acme, gone).ShouldAllBe(right => right.Groups.Single() == sales);
        Delegation.HeldBy(user, Acme, gone, sales).ShouldBeEmpty();
        Delegation.GroupsBehind(user, Acme).ShouldBe([sales, gone]);
    }

    [Fact]
    public void Giver_OverOneGroup_CannotGiveMore()
    {
        var (sales, others) = (GroupId.New(TimeProvider.System), GroupId.New(TimeProvider.System));
        var actor = Actor.Of(Anna, [HeldRight.Over(Right.EditUsers, [sales])], "");
        RoleRules.NotHeld(actor, [HeldRight.Over(Right.EditUsers, [sales])]).ShouldBeNull();
        RoleRules.NotHeld(actor, [HeldRight.Over(Right.EditUsers, [sales, others])]).ShouldBe(Right.EditUsers);
        RoleRules.NotHeld(actor, [new HeldRight(Right.EditUsers, [])]).ShouldBe(Right.EditUsers);
    }

    [Fact]
    public void Grants_NarrowedToWhatTheRoleHasNotOrTooMuch_AreRefused()
    {
        ImmutableArray<GroupId> many = [.. Enumerable.Range(0, RoleRules.GroupsPerGrantMax + 1).Select(_ => GroupId.New(TimeProvider.System))];
        RoleRules.Check([RoleGrant.Narrowed(RoleId.Parse("auditor"), [], many[..1])], Acme).ShouldHaveSingleItem().ShouldContain("members of groups");
        RoleRules.Check([RoleGrant.Narrowed(RoleId.Parse("user-admin"), [North], many[..1])], Acme).ShouldHaveSingleItem().ShouldContain("sites");
        RoleRules.Check([RoleGrant.Narrowed(RoleId.Parse("user-admin"), [], many)], Acme).ShouldHaveSingleItem().ShouldContain("20 at most");
        RoleRules.Check([new RoleGrant { Role = RoleId.Parse("user-admin"), Groups = many[..1] }], Acme).ShouldHaveSingleItem();
        RoleRules.Check([RoleGrant.Narrowed(RoleId.Parse("help-desk"), [North], many[..1])], Acme).ShouldBeEmpty();
    }

    [Fact]
    public void Grants_OfTheSameRight_AreAddedUp()
    {
        var mixed = RoleId.Parse("mixed");
        Held(new RoleGrant { Role = mixed, Sites = [North] }, new RoleGrant { Role = mixed, Sites = [South] }).First(right => right.Right == Right.EditDevices).Sites.ShouldBe([North, South]);
        Held(new RoleGrant { Role = mixed, Sites = [North] }, new RoleGrant { Role = mixed }).First(right => right.Right == Right.EditDevices).IsEverywhere.ShouldBeTrue();
    }

    [Fact]
    public void Grant_OfARoleThatIsGone_GivesNothing() => Held(new RoleGrant { Role = RoleId.Parse("gone") }).ShouldBeEmpty();

    [Fact]
    public void User_WithoutGrants_HasTheOwnRightsOnly()
    {
        var actor = Actor.Of(Anna, "");
        RightCatalog.All.Where(info => Rights.Has(actor, info.Right)).Select(info => info.Right).ShouldBe(RightCatalog.Own);
    }

    [Fact]
    public void Token_OfAnAdministrator_HasItsRightsOnly()
    {
        // mutant: Find asks for the role before the limit
        var actor = Actor.Of(Anna with { Role = UserRole.Administrator }, "").NarrowedTo([Right.ReadJobs]);
        Rights.MayAdminister(actor).ShouldBeFalse();
        RightCatalog.All.Where(info => Rights.Has(actor, info.Right)).Select(info => info.Right).ShouldBe([Right.ReadJobs]);
        (Access.Administrator.Allows(actor), Access.InPerson.Allows(actor), Access.User.Allows(actor)).ShouldBe((false, false, true));
    }

    [Fact]
    public void Token_OfAUser_GainsNothing()
    {
        var actor = Actor.Of(Anna, "").NarrowedTo([Right.ReadAudit, Right.OwnJobs]);
        Rights.Has(actor, Right.ReadAudit).ShouldBeFalse();
        Rights.Has(actor.NarrowedTo([Right.OwnJobs, Right.OwnProfile]), Right.OwnProfile).ShouldBeFalse();
    }

    [Fact]
    public void Giver_HoldingARightAtOneSite_CannotGiveItElsewhere()
    {
        var actor = Actor.Of(Anna, [new HeldRight(Right.EditDevices, [North])], "");
        RoleRules.NotHeld(actor, [new HeldRight(Right.EditDevices, [North])]).ShouldBeNull();
        RoleRules.NotHeld(actor, [new HeldRight(Right.EditDevices, [North, South])]).ShouldBe(Right.EditDevices);
        RoleRules.NotHeld(actor, [new HeldRight(Right.EditDevices, [])]).ShouldBe(Right.EditDevices);
    }

    [Fact]
    public void Rights_EachHaveAWordAndAReasonToExist()
    {
        RightCatalog.All.Select(info => info.Right).ShouldBe(Enum.GetValues<Right>().Where(right => right != Right.Unspecified), ignoreOrder: true);
        RightCatalog.All.All(info => RightCatalog.TryParse(RightCatalog.Word(info.Right), out var back) && back == info.Right).ShouldBeTrue();
        var used = RouteRights.Web.SelectMany(rule => rule.Needed.AnyOf).ToHashSet();
        RightCatalog.All.Select(info => info.Right).Where(right => !used.Contains(right)).ShouldBeEmpty();
    }

    [Fact]
    public void Role_NamingABuiltInOneOrWhatEverybodyHas_IsRefused()
    {
        RoleRules.Check(new Role { Id = RoleId.Parse("auditor"), Name = "", Rights = [Right.OwnJobs, Right.ReadAudit, Right.ReadAudit] }).Length.ShouldBe(4);
        RoleRules.Check([new RoleGrant { Role = RoleId.Parse("auditor"), Sites = [North] }, new RoleGrant { Role = RoleId.Parse("nothing") }], Acme).Length.ShouldBe(2);
    }

    [Fact]
    public void Settings_OfOneArea_NeedItsRight()
    {
        var actor = Actor.Of(Anna, [new HeldRight(Right.LoginSettings, [])], "");
        SettingsAreas.Lacking(Acme, Acme with { PinDigits = 8, Lockout = TimeSpan.FromHours(1) }, actor).ShouldBeNull();
        SettingsAreas.Lacking(Acme, Acme with { PinDigits = 8, Name = "B" }, actor).ShouldBe(Right.CompanySettings);
        SettingsAreas.ChangesOther(Acme, Acme with { PinDigits = 8, Name = "B", OfflineMax = TimeSpan.FromHours(9) }).ShouldBeFalse();
        SettingsAreas.ChangesOther(Acme, Acme with { SetUp = true }).ShouldBeTrue();
    }

    private static ImmutableArray<HeldRight> Held(params ImmutableArray<RoleGrant> grants) => Delegation.HeldBy(Anna with { Grants = grants }, Acme);
}
