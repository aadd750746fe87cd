using Platen.Domain.Cards;
using Platen.Domain.Users;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>A session's own card and PIN: registered (AU08) and drawn (AU05) by the server; without it, noted until the line is back (MS05).</summary>
internal sealed class PanelAccounts(ICredentialRequests requests, IReplica replica, TimeProvider time)
{
    private const int FreeAttempts = 5;

    // whether a card is somebody's is told to whom tries to register it: that must not become a search
    private readonly AttemptThrottle _throttle = new(FreeAttempts, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), time);

    /// <summary>Registers a card, as the device's reader sent it.</summary>
    public async Task<PanelAccountResult> RegisterCardAsync(PanelSession session, string sent, CancellationToken cancellationToken)
    {
        if (_throttle.Enter(session.User.ToString()) is { } refusal)
        {
            return PanelAccountResult.TooOften(refusal.Wait);
        }

        var number = sent.Length > PanelCredential.CharsMax ? null : CardNumbers.Convert(CardReaders.FormatOf(replica, session.Device), sent);
        if (number is null || UserRules.CheckCard(number) is not null)
        {
            return PanelAccountResult.Refused(PanelTexts.CardUnreadable);
        }

        return PanelAccountResult.Of(await requests.RegisterCardAsync(session.User, session.Device, number, cancellationToken));
    }

    /// <summary>Draws a PIN.</summary>
    public async Task<PanelAccountResult> DrawPinAsync(PanelSession session, CancellationToken cancellationToken)
    {
        if (_throttle.Enter(session.User.ToString()) is { } refusal)
        {
            return PanelAccountResult.TooOften(refusal.Wait);
        }

        return PanelAccountResult.Of(await requests.IssuePinAsync(session.User, session.Device, cancellationToken));
    }
}
