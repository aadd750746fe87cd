using System.Text;
using Platen.Domain.Tenants;
using Platen.Domain.Tests.Jobs;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>ASVS 6.3.3, 6.5.1: one-time codes of apps.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_109);
    private static readonly User Anna = new() { Tenant = Sample.Tenant, Id = Sample.Anna, LoginName = "anna", DisplayName = "Anna", Role = UserRole.User };

    // RFC 6238, appendix B, SHA-1; of its eight digits the last six
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Code_OfTheRfcsTimes_IsAsItSays(long seconds, string code) => Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    // RFC 4648, 10, without its padding
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_OfTheRfcsTexts_IsAsItSays(string text, string expected) => Totp.Base32(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    // Mutants: any step is taken; a used code is taken again; the step before a used one is taken after it
    [Fact]
    public void Match_IsOfTheStepsAroundNow_AndOfEachOnce()
    {
        var step = Totp.StepOf(Now);
        for (var away = -3; away <= 3; away++)
        {
            var match = Totp.Match(Secret, Totp.Code(Secret, step + away), Now, 0);
            match.ShouldBe(Math.Abs(away) <= Totp.Tolerance ? step + away : null, $"{away}");
        }

        Totp.Match(Secret, Totp.Code(Secret, step), Now, step).ShouldBeNull();
        Totp.Match(Secret, Totp.Code(Secret, step - 1), Now, step).ShouldBeNull();
        Totp.Match(Secret, Totp.Code(Secret, step + 1), Now, step).ShouldBe(step + 1);
        Totp.Match(Secret, "", Now, 0).ShouldBeNull();
    }

    // Mutants: the seal is not bound to the user, or to the tenant's key; a recovery code stays good
    [Fact]
    public void Seal_OpensForItsUserAndKeyOnly()
    {
        var seal = new FactorSeal(new byte[32]);
        var blob = seal.Close(Sample.Anna, Secret);
        seal.Open(Sample.Anna, blob).ShouldBe(Secret);
        blob.AsSpan().IndexOf(Secret).ShouldBe(-1);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => seal.Open(UserId.New(TimeProvider.System), blob));
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => new FactorSeal(Secret).Open(Sample.Anna, blob));
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => seal.Open(Sample.Anna, [1, 2, 3]));
    }

    [Fact]
    public void RecoveryCode_IsGoodOnce_HoweverItIsTyped()
    {
        var seal = new FactorSeal(new byte[32]);
        var codes = FactorSeal.DrawRecovery();
        codes.Distinct().Count().ShouldBe(FactorSeal.RecoveryCodes);
        var user = Anna with { Factor = new SecondFactor { Sealed = seal.Close(Anna.Id, Secret), ConfirmedAt = Now, Recovery = [.. codes.Select(code => seal.HashOf(Anna.Id, code))] } };
        var used = FactorRules.Use(user, seal, $" {codes[3].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)} ", Now).ShouldNotBeNull();
        used.Recovery.Length.ShouldBe(FactorSeal.RecoveryCodes - 1);
        FactorRules.Use(user with { Factor = used }, seal, codes[3], Now).ShouldBeNull();
        FactorRules.Use(user with { Factor = used }, seal, codes[4], Now).ShouldNotBeNull();
        FactorRules.Use(user, seal, new string('A', 1_000_000), Now).ShouldBeNull();
        FactorRules.Use(user, seal, Totp.Code(Secret, Totp.StepOf(Now)), Now)!.LastStep.ShouldBe(Totp.StepOf(Now));
    }

    [Theory]
    [InlineData(FactorDemand.None, true, false)]
    [InlineData(FactorDemand.Administrators, true, true)]
    [InlineData(FactorDemand.Administrators, false, false)]
    [InlineData(FactorDemand.Everybody, false, true)]
    public void Demand_IsOfThoseWhomThePolicyNames(FactorDemand demand, bool administers, bool expected)
    {
        var tenant = new Tenant { Id = Sample.Tenant, Name = "Acme", Logins = new LoginPolicy { SecondFactor = demand } };
        FactorRules.MustSetUp(Anna, tenant, administers).ShouldBe(expected);
        FactorRules.MustSetUp(Anna with { Factor = new SecondFactor() }, tenant, administers).ShouldBe(expected, "begun is not there");
        FactorRules.MustSetUp(Anna with { Factor = new SecondFactor { ConfirmedAt = Now } }, tenant, administers).ShouldBeFalse();
        FactorRules.MustSetUp(Anna with { AuthenticatedBy = UserSource.OpenId }, tenant, administers).ShouldBeFalse();
    }
}
