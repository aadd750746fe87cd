using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// What follows a card (AU04). It is held against the one user whose card was shown, so that another user's PIN is worth nothing. Its failures are counted and locked apart from those of PIN and password alone: who has no
/// card shall not be able to shut out who has.
/// </summary>
internal sealed partial class CredentialCheck
{
    /// <summary>Checks a second phase.</summary>
    /// <param name="device">Where.</param>
    /// <param name="user">Whose card was shown.</param>
    /// <param name="accepts">What may follow.</param>
    /// <param name="secret">What was typed: a PIN or a password; a password's login name is not looked at.</param>
    /// <param name="source">From which address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<LoginOutcome> CheckSecondAsync(DeviceId device, ReplicaUser user, SecondPhase accepts, PanelCredential secret, string source, CancellationToken cancellationToken)
    {
        var (method, hash, text) = secret switch
        {
            PanelCredential.Password password => (LoginMethod.CardAndPassword, SecondPhaseRules.TakesPassword(accepts) ? HashOf(user) : "", password.Secret),
            PanelCredential.Pin pin => (LoginMethod.CardAndPin, SecondPhaseRules.TakesPin(accepts) ? user.PinHash : "", pin.Digits),
            _ => throw new ArgumentOutOfRangeException(nameof(secret)),
        };
        string[] keys = [.. TypedKeys(device, source), $"second/{user.UserId}"];
        if (EnterTyped(keys) is { } refusal)
        {
            return Throttled(method, refusal);
        }

        return Longer(Left(user.SecondPhaseLockedUntilMs), _secondLocks.Find(user.UserId)) is { } locked
            ? new LoginOutcome(PanelLoginCode.Locked, method, user, locked)
            : method == LoginMethod.CardAndPassword && SecondPhaseRules.TakesPassword(accepts) && user.PasswordElsewhere && IsUsable(text) && await AskElsewhereAsync(user, method, device, text, keys, cancellationToken) is { } answered
                ? answered
                : await VerifySecondAsync(user, method, hash, text, keys, cancellationToken);
    }

    private async ValueTask<LoginOutcome> VerifySecondAsync(ReplicaUser user, LoginMethod method, string hash, string text, string[] keys, CancellationToken cancellationToken)
    {
        var pepper = Pepper();
        if (IsUnreadable(hash, pepper))
        {
            return Unreadable(method, user, keys);
        }

        switch (IsUsable(text) ? await _verifier.VerifyAsync(hash, text, pepper, cancellationToken) : false)
        {
            case null:
                return Busy(method, keys);
            case true:
                return OwnOnly(Admit(user, method, keys));
            default:
                AddFailure(_secondLocks, user.UserId);
                return new LoginOutcome(PanelLoginCode.WrongCredential, method, user) { SecretTag = TagOf(text) };
        }
    }
}
