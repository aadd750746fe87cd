using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Sessions;

/// <summary>Logs people in at a device's panel, with the server or without it (AU03, MS05). Each attempt is journaled (AU20, LG02).</summary>
internal sealed class PanelLogin(
    IReplica replica,
    CredentialCheck check,
    PanelSessions sessions,
    IAgentJournal journal,
    OfflineGate offline,
    PendingCards pending,
    SecondPhaseTickets tickets,
    IOptions<PanelSessionOptions> options,
    TimeProvider time)
{
    /// <summary>What an administrator demands of everybody at a device after the card (AU04).</summary>
    public SecondPhase DemandedAt(DeviceId device) =>
        SecondPhaseRules.Demanded(OfPolicy(), OfDevice(device));

    private SecondPhase OfPolicy() => replica.Policy is { } policy ? (SecondPhase)policy.SecondPhase : SecondPhase.Unspecified;

    private SecondPhase OfDevice(DeviceId device) => replica.FindDevice(device) is { } found ? (SecondPhase)found.SecondPhase : SecondPhase.Unspecified;

    /// <summary>Logs in, or asks for what must follow the card.</summary>
    public async ValueTask<PanelLoginResult> LoginAsync(DeviceId device, PanelCredential credential, string source, CancellationToken cancellationToken)
    {
        if (Refuse(device) is { } refused)
        {
            return new PanelLoginResult(refused);
        }

        var demanded = DemandedAt(device);
        var outcome = Bar(await check.CheckAsync(device, credential, source, demanded != SecondPhase.Unspecified, cancellationToken));
        return outcome.Code == PanelLoginCode.Ok && After(device, outcome, demanded) is var accepts and not SecondPhase.Unspecified
            ? await AskAsync(device, outcome, accepts, source, cancellationToken)
            : await FinishAsync(device, outcome, source, cancellationToken);
    }

    /// <summary>Logs in by what follows a card.</summary>
    /// <param name="device">Where.</param>
    /// <param name="ticket">What <see cref="SecondPhaseAsk.Ticket"/> said.</param>
    /// <param name="secret">A PIN or a password.</param>
    /// <param name="source">From which address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<PanelLoginResult> SecondAsync(DeviceId device, string? ticket, PanelCredential secret, string source, CancellationToken cancellationToken)
    {
        if (Refuse(device) is { } refused)
        {
            return new PanelLoginResult(refused);
        }

        if (tickets.Find(ticket, device) is not { } open || HolderOf(open) is not { } user)
        {
            return new PanelLoginResult(PanelLoginCode.SecondPhaseOver);
        }

        var outcome = Bar(await check.CheckSecondAsync(device, user, open.Accepts, secret, source, cancellationToken));
        if (outcome.Code == PanelLoginCode.Ok)
        {
            // only now: a ticket that is used up by the attempt itself would be worth nothing after a slip of the finger
            return tickets.TryTake(open) ? await FinishAsync(device, outcome, source, cancellationToken) : new PanelLoginResult(PanelLoginCode.SecondPhaseOver);
        }

        var again = outcome.Code != PanelLoginCode.WrongCredential || tickets.Miss(open);
        var result = await FinishAsync(device, outcome, source, cancellationToken);
        return again ? result with { Ask = new SecondPhaseAsk(ticket!, open.Accepts, open.EndsAt - time.GetUtcNow()) } : result;
    }

    /// <summary>What may follow the card, by a ticket; null: its time is over, or it is none of this device.</summary>
    public SecondPhaseAsk? FindAsk(DeviceId device, string? ticket) =>
        tickets.Find(ticket, device) is { } open ? new SecondPhaseAsk(ticket!, open.Accepts, open.EndsAt - time.GetUtcNow()) : null;

    /// <summary>Logs in whom the server says has approved the panel's code (AU27). The phone's login is a secret of its own, so no further phase is asked for.</summary>
    public async ValueTask<PanelLoginResult> ApprovedAsync(DeviceId device, UserId user, string source, CancellationToken cancellationToken)
    {
        if (Refuse(device) is { } refused)
        {
            return new PanelLoginResult(refused);
        }

        // a user whom the branch does not know yet comes with the next change of the replica
        var known = replica.FindUser(user);
        var code = known is null ? PanelLoginCode.NotReady : known.Active ? PanelLoginCode.Ok : PanelLoginCode.Disabled;
        return await FinishAsync(device, new LoginOutcome(code, LoginMethod.Qr, known, Journaled: known is not null), source, cancellationToken);
    }

    private LoginOutcome Bar(LoginOutcome outcome) =>
        outcome.Code == PanelLoginCode.Ok && offline.Bars(outcome.Method) ? outcome with { Code = PanelLoginCode.BarredOffline } : outcome;

    private SecondPhase After(DeviceId device, LoginOutcome outcome, SecondPhase demanded) => outcome.Method != LoginMethod.Card
        ? SecondPhase.Unspecified
        : SecondPhaseRules.AfterCard(demanded, (SecondPhase)outcome.User!.SecondPhase, replica.Policy is { UidCardsNeedPin: true } && CardReaders.ReadsUid(replica, device));

    private ReplicaUser? HolderOf(SecondPhaseTicket ticket) =>
        replica.FindUser(ticket.User) is { } user && (user.CardIndex.Any(index => index.Span.SequenceEqual(ticket.CardIndex.AsSpan())) || pending.IsOf(ticket.User, ticket.CardIndex)) ? user : null;

    private async ValueTask<PanelLoginResult> AskAsync(DeviceId device, LoginOutcome outcome, SecondPhase accepts, string source, CancellationToken cancellationToken)
    {
        await JournalAsync(device, outcome with { Code = PanelLoginCode.SecondPhaseNeeded }, Guid.Empty, source, cancellationToken);
        var ticket = tickets.Issue(device, UserId.Parse(outcome.User!.UserId), outcome.CardIndex, accepts, options.Value.SecondPhaseMax);
        return new PanelLoginResult(PanelLoginCode.SecondPhaseNeeded) { Ask = new SecondPhaseAsk(ticket, accepts, options.Value.SecondPhaseMax) };
    }

    private async ValueTask<PanelLoginResult> FinishAsync(DeviceId device, LoginOutcome outcome, string source, CancellationToken cancellationToken)
    {
        if (outcome.Code != PanelLoginCode.Ok)
        {
            await JournalAsync(device, outcome, Guid.Empty, source, cancellationToken);
            return new PanelLoginResult(outcome.Code, RetryAfter: outcome.RetryAfter);
        }

        tickets.Drop(device);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await JournalAsync(device, outcome, id, source, cancellationToken);
        var (session, token) = await sessions.OpenAsync(id, device, UserId.Parse(outcome.User!.UserId), options.Value.SessionMax, cancellationToken);
        return new PanelLoginResult(PanelLoginCode.Ok, session, token);
    }

    private PanelLoginCode? Refuse(DeviceId device)
    {
        if (replica.Policy is null)
        {
            return PanelLoginCode.NotReady;
        }

        if (replica.FindDevice(device) is not { Enabled: true })
        {
            return PanelLoginCode.DeviceUnknown;
        }

        return offline.IsOver ? PanelLoginCode.OfflineTooLong : null;
    }

    private async ValueTask JournalAsync(DeviceId device, LoginOutcome outcome, Guid session, string source, CancellationToken cancellationToken)
    {
        if (!outcome.Journaled)
        {
            return;
        }

        var fact = new LoginAttempted
        {
            DeviceId = device.Value,
            UserId = outcome.User?.UserId ?? "",
            Method = outcome.Method,
            Result = ResultOf(outcome.Code),
            SessionId = session == Guid.Empty ? "" : session.ToString("D"),
            SourceAddress = source,
            SecretTag = ByteString.CopyFrom(outcome.SecretTag.AsSpan()),
        };
        await journal.AppendAsync(new AgentEvent { At = Timestamp.FromDateTimeOffset(time.GetUtcNow()), LoginAttempted = fact }, cancellationToken);
    }

    internal static LoginResult ResultOf(PanelLoginCode code) => code switch
    {
        PanelLoginCode.Ok => LoginResult.Ok,
        PanelLoginCode.WrongCredential => LoginResult.WrongCredential,
        PanelLoginCode.Locked => LoginResult.Locked,
        PanelLoginCode.Disabled => LoginResult.Disabled,
        PanelLoginCode.Throttled => LoginResult.Throttled,
        PanelLoginCode.BarredOffline => LoginResult.BarredOffline,
        PanelLoginCode.SecondPhaseNeeded => LoginResult.SecondPhaseNeeded,
        PanelLoginCode.InitialPassword => LoginResult.InitialPassword,
        PanelLoginCode.CardFirst => LoginResult.WrongCredential,
        _ => LoginResult.Unspecified,
    };
}
