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
    public void Pin_SomebodyTriesFirst_IsTrivial(string pin) => PinPolicy.IsTrivial(pin).ShouldBeTrue();

    [Theory]
    [InlineData("1357")]
    [InlineData("482913")]
    [InlineData("123457")]
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

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Draw_LengthOutOfBounds_Throws(int digits) => Should.Throw<ArgumentOutOfRangeException>(() => PinPolicy.Draw(digits));

}
