using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>Decides what a login at a panel needs (AU04): what the administrator demands of everybody, what a card that anybody can copy needs, and what the user has chosen.</summary>
public static class SecondPhaseRules
{
    /// <summary>What the administrator demands at a device: then nobody logs in there by PIN or password alone. A device can demand more than the tenant, and never less.</summary>
    public static SecondPhase Demanded(SecondPhase tenant, SecondPhase device) => Narrow(device, tenant);

    /// <summary>What comes after a card.</summary>
    /// <param name="demanded">What <see cref="Demanded"/> says.</param>
    /// <param name="chosen">What <see cref="OfUser"/> says.</param>
    /// <param name="uidNeedsPin">The reader only reads the card's serial number, and the tenant's policy wants a PIN with such cards (<see cref="LoginPolicy.UidCardsNeedPin"/>).</param>
    public static SecondPhase AfterCard(SecondPhase demanded, SecondPhase chosen, bool uidNeedsPin) =>
        Narrow(demanded == SecondPhase.Unspecified && uidNeedsPin ? SecondPhase.Pin : demanded, chosen);

    /// <summary>What a user needs after the card: what an administrator demands of the user, and within that what the user has chosen.</summary>
    public static SecondPhase OfUser(User user) => Narrow(user.DemandedSecondPhase, user.SecondPhase);

    /// <summary>Whether a second phase takes a PIN.</summary>
    public static bool TakesPin(SecondPhase phase) => phase is SecondPhase.Pin or SecondPhase.PinOrPassword;

    /// <summary>Whether a second phase takes a password.</summary>
    public static bool TakesPassword(SecondPhase phase) => phase is SecondPhase.Password or SecondPhase.PinOrPassword;

    // what both allow; where they have nothing in common, the first one counts
    private static SecondPhase Narrow(SecondPhase first, SecondPhase second) =>
        first == SecondPhase.Unspecified ? second : (first & second) is var both and not SecondPhase.Unspecified ? both : first;
}
