using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.Rpc;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink;

/// <summary>Asks the cluster, over the connection of the open link.</summary>
internal sealed partial class CredentialRequests(LinkChannel link, PendingCards cards, PendingPins pins, OfflineGate gate, ILogger<CredentialRequests> logger) : ICredentialRequests, IDirectoryPasswords
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    // the server waits ten for a directory
    private static readonly TimeSpan DirectoryMax = TimeSpan.FromSeconds(12);

    public async Task<CredentialAnswer> RegisterCardAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken)
    {
        var request = new RegisterCardRequest { UserId = user.ToString(), DeviceId = device.Value, CardNumber = number };
        return await AskAsync(AgentLinkMethods.RegisterCard, request, cancellationToken) switch
        {
            null => Alone(await cards.AddAsync(user, device, number, cancellationToken), gate.NewCardsWork ? PanelTexts.CardPendingWorksHere : PanelTexts.CardPending, PanelTexts.CardKnown),
            { Done: true } => CredentialAnswer.Done(),
            var refused => CredentialAnswer.Refused(refused.Message),
        };
    }

    public async Task<CredentialAnswer> IssuePinAsync(UserId user, DeviceId device, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(AgentLinkMethods.IssuePin, new IssuePinRequest { UserId = user.ToString(), DeviceId = device.Value }, cancellationToken);
        return reply is null ? Alone(await pins.AddAsync(user, device, cancellationToken), PanelTexts.PinPending, PanelTexts.PinPendingAlready)
            : reply.Pin.Length > 0 ? CredentialAnswer.Done(reply.Pin)
            : CredentialAnswer.Refused(reply.Message);
    }

    public async Task<CheckPasswordReply> CheckAsync(UserId user, DeviceId device, string password, CancellationToken cancellationToken) =>
        await AskAsync(AgentLinkMethods.CheckPassword, new CheckPasswordRequest { UserId = user.ToString(), DeviceId = device.Value, Password = password }, cancellationToken, DirectoryMax)
            ?? new CheckPasswordReply { Result = CheckPasswordReply.Types.Result.Unavailable };

    // what is known already is pending just as well: who sends a form twice is told the same twice
    private static CredentialAnswer Alone(PendingCode code, string taken, string known) => code switch
    {
        PendingCode.Taken => CredentialAnswer.Pending(taken),
        PendingCode.Known => CredentialAnswer.Pending(known),
        _ => CredentialAnswer.Refused(PanelTexts.NotPending(code)),
    };

    // null: nobody answered; a server of before does not know these calls, which is the same for who stands at the panel
    private Task<TReply?> AskAsync<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken, TimeSpan? limit = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() => link.TryAskAsync(method, request, limit ?? AnswerMax, LogUnavailable, cancellationToken);

    [LoggerMessage(2424, LogLevel.Information, "The server did not answer about a card or PIN: {Reason}")]
    private partial void LogUnavailable(string reason);
}
