using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AU02: no two login names that read the same (UTS 39), nothing in one that steers a terminal.</summary>
public sealed class LoginNamesTests
{
    [Theory]
    [InlineData("anna")]
    [InlineData("anna.müller-1@example.com")]
    [InlineData("анна")]
    [InlineData("άννα")]
    [InlineData("花子")]
    [InlineData("DOMAIN\\anna")]
    [InlineData("star*")]
    public void Name_OfOneAlphabet_IsAllowed(string name) => LoginNames.Fault(name).ShouldBeNull();

    // mutants: one of the checks left out; ß and é, which are no look-alikes, refused
    [Theory]
    [InlineData("", "1 to")]
    [InlineData("an na", "1 to")]
    [InlineData("anna\0", "1 to")]
    [InlineData("an\u200bna", "nobody sees")]
    [InlineData("anna\u202e", "nobody sees")]
    [InlineData("anna\ud800", "nobody sees")]
    [InlineData("\uff41nna", "look-alike")]
    [InlineData("e\u0301va", "look-alike")]
    [InlineData("\ufb01nn", "look-alike")]
    [InlineData("\ud835\udc1anna", "look-alike")]
    [InlineData("\u24d0nna", "look-alike")]
    [InlineData("\u0430nna", "mixes")]
    [InlineData("ann\u03b1", "mixes")]
    public void Name_ThatReadsLikeAnother_IsRefusedWithTheReason(string name, string says) => LoginNames.Fault(name)!.ShouldContain(says);

    [Fact]
    public void Name_TooLong_IsRefused() => LoginNames.Fault(new string('x', UserRules.LoginNameMax + 1)).ShouldNotBeNull();
}
