using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AU09, AU10, AU11.</summary>
public sealed class PasswordPolicyTests
{
    private static readonly Tenant Acme = new() { Id = TenantId.Parse("acme"), Name = "Acme Steelworks" };
    private static readonly User Anna = new()
    {
        Tenant = Acme.Id, Id = UserId.Parse("019a9f5e-7c1a-7bbb-8000-000000000001"), LoginName = "anna.muster", DisplayName = "Anna Muster", Email = "anna@example.com", Role = UserRole.User,
    };

    [Theory]
    [InlineData("correct horse", 2, 0)]
    [InlineData("Abcdefgh", 2, 0)]
    [InlineData("abcdefgh", 2, 1)]
    [InlineData("Ab1", 2, 1)]
    [InlineData("abc", 2, 2)]
    [InlineData("Anna.Muster", 2, 1)]
    [InlineData("Abcdefgh", 3, 1)]
    [InlineData("Abcdefg1", 3, 0)]
    [InlineData("Abcdefg1", 4, 1)]
    [InlineData("Abcdef1!", 4, 0)]
    public void Standard_NamesEveryError(string password, int classes, int errors) =>
        PasswordPolicy.Check(password, Acme with { PasswordClasses = classes }, Anna).Length.ShouldBe(errors);

    [Theory]
    [InlineData("Abcdef1!", 0)]
    [InlineData("Abcdef1?", 0)]
    [InlineData("Abcdef1$", 2)]
    [InlineData("Abcdef1! ", 1)]
    [InlineData("Äbcdef1!", 2)]
    [InlineData("Abcdefü1!", 1)]
    [InlineData("Abcdefg!", 1)]
    [InlineData("abcdef1!", 1)]
    [InlineData("ABCDEF1!", 1)]
    [InlineData("Abcdefg1", 1)]
    [InlineData("", 5)]
    public void Strict_NamesEveryError(string password, int errors) =>
        PasswordPolicy.Check(password, Acme with { PasswordLevel = PasswordLevel.Strict }, Anna).Length.ShouldBe(errors);

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    public void Strict_LengthAtTheBound_IsTheLastAllowed(int length, int errors) =>
        PasswordPolicy.Check("Ab1!" + new string('x', length - 4), Acme with { PasswordLevel = PasswordLevel.Strict }, Anna).Length.ShouldBe(errors);

    [Theory]
    [InlineData("violet kettle marsh drum")]
    [InlineData("viermal täglich umrühren")]
    [InlineData("kxqvmzrtpwlyhnd")]
    [InlineData("日本語の長いパスワードを使う人です")]
    public void Nist_LongAndUnknown_IsGoodWhateverItsKinds(string password) =>
        PasswordPolicy.Check(password, Acme with { PasswordLevel = PasswordLevel.Nist }, Anna).ShouldBeEmpty();

    // Mutants: compare with the list only as a whole; leave the user's names, runs or repetitions out
    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Passw0rd!Passw0rd!")]
    [InlineData("qwertyuiop123456")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdefghijklmnopqrst")]
    [InlineData("xkvxkvxkvxkvxkvxkv")]
    [InlineData("anna.muster2026anna")]
    [InlineData("Steelworks-Steelworks")]
    [InlineData("welcome-summer-2026")]
    public void Nist_Guessable_IsRefused(string password) =>
        PasswordPolicy.Check(password, Acme with { PasswordLevel = PasswordLevel.Nist }, Anna).ShouldHaveSingleItem().ShouldContain("common");

    // ASVS 6.2.4, 6.2.11. Mutant: only the level NIST has a list
    [Theory]
    [InlineData("Password1")]
    [InlineData("P@ssw0rd!")]
    [InlineData("Welcome2026!")]
    [InlineData("Steelworks1!")]
    [InlineData("1!Muster1!")]
    [InlineData("Administrator1!")]
    public void CommonOne_IsRefusedAtEachLevel(string password)
    {
        foreach (var level in new[] { PasswordLevel.Standard, PasswordLevel.Strict, PasswordLevel.Nist })
        {
            PasswordPolicy.Check(password, Acme with { PasswordLevel = level }, Anna).ShouldNotBeEmpty($"{level}");
        }

        PasswordPolicy.Check(password, Acme, Anna).ShouldHaveSingleItem().ShouldContain("common");
    }

    [Theory]
    [InlineData("kxqvmzrtpwlyhn", 1)]
    [InlineData("🎈🐳🍕🚲🎻🌵🧦🪁🦉🍉🛶🧊🪐🥨", 1)]
    public void Nist_FourteenCharacters_IsTooShort(string password, int errors) =>
        PasswordPolicy.Check(password, Acme with { PasswordLevel = PasswordLevel.Nist }, Anna).Length.ShouldBe(errors);

    [Fact]
    public void AnyLevel_TooLongToHash_IsRefused()
    {
        foreach (var level in new[] { PasswordLevel.Standard, PasswordLevel.Strict, PasswordLevel.Nist })
        {
            PasswordPolicy.Check("A1!" + new string('x', 1_000_000), Acme with { PasswordLevel = level }, Anna).ShouldContain(error => error.Contains("1000003 characters"));
        }
    }

    [Fact]
    public void Tenant_LevelOrClassesOutOfBounds_IsRefused()
    {
        TenantRules.Check(Acme with { PasswordLevel = PasswordLevel.Unspecified, PasswordClasses = 5 }).Length.ShouldBe(2);
        TenantRules.Check(Acme with { PasswordLevel = PasswordLevel.Nist, PasswordClasses = 4 }).ShouldBeEmpty();
    }
}
