using Platen.Domain.Codebooks;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Codebooks;

namespace Platen.Grains.Tests.Codebooks;

/// <summary>AZ07: what a codebook inherits from those above it.</summary>
public sealed class CodebookTreeTests
{
    private static readonly GroupId Builders = GroupId.New(TimeProvider.System);
    private static readonly CodeAccess ForBuilders = new() { Groups = [Builders] };
    private static readonly User Builder = Person(Builders);
    private static readonly User Stranger = Person();

    [Fact]
    public void Access_ThatNobodySays_IsForNobody() => new CodebookTree([Book("a")]).Allows(Id("a"), Builder).ShouldBeFalse();

    // mutant: the uppermost one decides
    [Fact]
    public void Access_IsTheNearestOnesAbove()
    {
        var tree = new CodebookTree([Book("top", access: new CodeAccess { Everybody = true }), Book("middle", "top", ForBuilders), Book("low", "middle")]);
        tree.Allows(Id("low"), Builder).ShouldBeTrue();
        tree.Allows(Id("low"), Stranger).ShouldBeFalse();
        tree.Allows(Id("top"), Stranger).ShouldBeTrue();
    }

    [Fact]
    public void Codebook_BelowOneThatIsGivenUp_IsNotInUse()
    {
        var tree = new CodebookTree([Book("top", access: ForBuilders) with { Active = false }, Book("low", "top")]);
        tree.IsInUse(Id("low")).ShouldBeFalse();
        tree.Allows(Id("low"), Builder).ShouldBeFalse();
    }

    [Fact]
    public void User_WhoIsShutOut_MayNothing() => new CodebookTree([Book("a", access: new CodeAccess { Everybody = true })]).Allows(Id("a"), Builder with { Active = false }).ShouldBeFalse();

    [Fact]
    public void Codebook_CannotStandBelowItself()
    {
        var tree = new CodebookTree([Book("a"), Book("b", "a"), Book("c", "b")]);
        tree.WhyNotBelow(Id("a"), Id("c")).ShouldNotBeNull().ShouldContain("below itself");
        tree.WhyNotBelow(Id("a"), Id("a")).ShouldNotBeNull();
        tree.WhyNotBelow(Id("a"), Id("none")).ShouldNotBeNull().ShouldContain("not there");
        tree.WhyNotBelow(Id("c"), Id("a")).ShouldBeNull();
    }

    // two changes at the same time may make what neither would alone
    [Fact]
    public void Codebooks_InACircle_EndTheSearch()
    {
        var tree = new CodebookTree([Book("a", "b"), Book("b", "a")]);
        tree.AccessOf(Id("a")).ShouldBe(CodeAccess.Nobody);
        tree.WhyNotBelow(Id("c"), Id("a")).ShouldNotBeNull();
    }

    [Fact]
    public void Codebooks_StandBoundedlyDeep()
    {
        var chain = Enumerable.Range(0, CodebookRules.LevelsMax).Select(level => Book($"l{level}", level == 0 ? null : $"l{level - 1}")).ToList();
        var tree = new CodebookTree([.. chain, Book("new"), Book("under-new", "new")]);
        tree.WhyNotBelow(Id("new"), Id($"l{CodebookRules.LevelsMax - 1}")).ShouldNotBeNull().ShouldContain("deep");
        tree.WhyNotBelow(Id("new"), Id($"l{CodebookRules.LevelsMax - 2}")).ShouldNotBeNull("it brings one below it");
        tree.WhyNotBelow(Id("new"), Id($"l{CodebookRules.LevelsMax - 3}")).ShouldBeNull();
    }

    private static CodebookId Id(string text) => CodebookId.Parse(text);

    private static Codebook Book(string id, string? parent = null, CodeAccess? access = null) =>
        new() { Tenant = TenantId.Parse("main"), Id = Id(id), Name = id, Parent = parent is null ? null : Id(parent), Access = access };

    private static User Person(params GroupId[] groups) =>
        new() { Tenant = TenantId.Parse("main"), Id = UserId.New(TimeProvider.System), LoginName = "p", DisplayName = "P", Role = UserRole.User, Groups = [.. groups], Active = true };
}
