using Platen.Domain.Users;
using static Platen.Domain.Users.SecondPhase;

namespace Platen.Domain.Tests.Users;

/// <summary>AU04: what follows a card.</summary>
public sealed class SecondPhaseRulesTests
{
    [Theory]
    [InlineData(Unspecified, Unspecified, Unspecified)]
    [InlineData(Pin, Unspecified, Pin)]
    [InlineData(Unspecified, Password, Password)]
    [InlineData(PinOrPassword, Pin, Pin)]
    [InlineData(Pin, PinOrPassword, Pin)]
    [InlineData(Pin, Password, Password)]
    public void Demanded_OfTenantAndDevice_IsWhatBothAllow_ElseTheDevices(SecondPhase tenant, SecondPhase device, SecondPhase demanded) =>
        SecondPhaseRules.Demanded(tenant, device).ShouldBe(demanded);

    [Theory]
    [InlineData(Unspecified, Unspecified, false, Unspecified)]
    [InlineData(Unspecified, Unspecified, true, Pin)]
    [InlineData(Password, Unspecified, true, Password)]
    [InlineData(Unspecified, Password, false, Password)]
    [InlineData(Unspecified, Password, true, Pin)]
    [InlineData(PinOrPassword, Password, false, Password)]
    [InlineData(Pin, Password, false, Pin)]
    public void AfterCard_TheUserChoosesWithinWhatIsDemanded(SecondPhase demanded, SecondPhase chosen, bool uidNeedsPin, SecondPhase needed) =>
        SecondPhaseRules.AfterCard(demanded, chosen, uidNeedsPin).ShouldBe(needed);
}
