using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Passwords that a directory checks (AU21): the server is asked. Out of its reach the verifier of the last right one counts, where the directory's settings let one be kept.</summary>
internal sealed partial class CredentialCheck
{
    // null: nobody could be asked, and there is a verifier
    private async ValueTask<LoginOutcome?> AskElsewhereAsync(ReplicaUser user, LoginMethod method, DeviceId device, string secret, string[] keys, CancellationToken cancellationToken)
    {
        var reply = _elsewhere is null ? null : await _elsewhere.CheckAsync(UserId.Parse(user.UserId), device, secret, cancellationToken);
        switch (reply?.Result)
        {
            case CheckPasswordReply.Types.Result.Ok:
                return Admit(user, method, keys);
            case CheckPasswordReply.Types.Result.Wrong:
                AddFailureOf(user, method);
                return new LoginOutcome(PanelLoginCode.WrongCredential, method, user) { SecretTag = TagOf(secret) };
            case CheckPasswordReply.Types.Result.Locked:
                return new LoginOutcome(PanelLoginCode.Locked, method, user, Left(reply.LockedUntilMs));
            case var _ when user.PasswordHash.Length > 0:
                return null;
            default:
                // nothing was looked at: no guess
                _throttle.Forgive(keys);
                return new LoginOutcome(PanelLoginCode.NeedsServer, method, user, Journaled: false);
        }
    }

    private void AddFailureOf(ReplicaUser user, LoginMethod method)
    {
        if (method == LoginMethod.Password)
        {
            AddFailure(user.LoginName);
        }
        else
        {
            AddFailure(_secondLocks, user.UserId);
        }
    }
}
