using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AU05, AU07.</summary>
public sealed class CredentialPolicyTests
{
    [Theory]
    [InlineData("1111")]
    [InlineData("1212")]
    [InlineData("112211")]
    [InlineData("123456")]
    [InlineData("987654")]
    [InlineData("890123")]
    [InlineData("123123")]
    [InlineData("12341234")]
    [InlineData("123")]
    [InlineData("1989")]
    [InlineData("2403")]
    [InlineData("0324")]
    [InlineData("240399")]
    [InlineData("032499")]
    [InlineData("990324")]
    [InlineData("24031999")]
    [InlineData("19990324")]
    public void Pin_SomebodyTriesFirst_IsTrivial(string pin) => PinPolicy.IsTrivial(pin).ShouldBeTrue();

    [Theory]
    [InlineData("1357")]
    [InlineData("482913")]
    [InlineData("123457")]
    [InlineData("3102")]
    [InlineData("4713")]
    [InlineData("993199")]
    [InlineData("24038999")]
    public void Pin_Other_IsNotTrivial(string pin) => PinPolicy.IsTrivial(pin).ShouldBeFalse();

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(16)]
    public void Draw_Often_NeverGivesATrivialPin(int digits)
    {
        for (var i = 0; i < 5_000; i++)
        {
            var pin = PinPolicy.Draw(digits);
            (pin.Length, pin.All(char.IsAsciiDigit), PinPolicy.IsTrivial(pin)).ShouldBe((digits, true, false));
        }
    }

    // AU07: one guess in a thousand at most is somebody's PIN. Mutant: compare with the number of PINs, not a thousandth of it
    [Theory]
    [InlineData(6, 0, 6)]
    [InlineData(6, 1_000, 6)]
    [InlineData(6, 1_001, 7)]
    [InlineData(4, 1_000, 6)]
    [InlineData(4, 10, 4)]
    [InlineData(6, 100_000, 8)]
    [InlineData(10, 100_000, 10)]
    [InlineData(16, long.MaxValue, 16)]
    public void Digits_GrowWithTheUsers(int asked, long users, int digits) => PinPolicy.Digits(asked, users).ShouldBe(digits);

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Draw_LengthOutOfBounds_Throws(int digits) => Should.Throw<ArgumentOutOfRangeException>(() => PinPolicy.Draw(digits));

}
