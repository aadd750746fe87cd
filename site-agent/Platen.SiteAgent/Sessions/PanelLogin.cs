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
    IOptions<PanelSessionOptions> options,
    TimeProvider time)
{
    public async ValueTask<PanelLoginResult> LoginAsync(DeviceId device, PanelCredential credential, string source, CancellationToken cancellationToken)
    {
        if (Refuse(device) is { } refused)
        {
            return new PanelLoginResult(refused);
        }

        var outcome = await check.CheckAsync(device, credential, source, cancellationToken);
        if (outcome.Code == PanelLoginCode.Ok && offline.Bars(outcome.Method))
        {
            outcome = outcome with { Code = PanelLoginCode.BarredOffline };
        }

        if (outcome.Code != PanelLoginCode.Ok)
        {
            await JournalAsync(device, outcome, Guid.Empty, source, cancellationToken);
            return new PanelLoginResult(outcome.Code, RetryAfter: outcome.RetryAfter);
        }

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
        _ => LoginResult.Unspecified,
    };
}
