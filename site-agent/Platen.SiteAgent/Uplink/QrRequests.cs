using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.Rpc;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink;

/// <summary>Asks the cluster about logins by the phone's browser, over the connection of the open link.</summary>
internal sealed partial class QrRequests(LinkChannel link, ILogger<QrRequests> logger) : IQrRequests
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    public async Task<QrBegun?> BeginAsync(DeviceId device, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(AgentLinkMethods.BeginQrLogin, new BeginQrLoginRequest { DeviceId = device.Value }, cancellationToken);
        return reply is { Code.Length: > 0 } ? new QrBegun(reply.Code, reply.Address, reply.Number, TimeSpan.FromSeconds(Math.Max(0, reply.EndsInSeconds))) : null;
    }

    public async Task<(QrState State, UserId User)> CollectAsync(string code, DeviceId device, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(AgentLinkMethods.CollectQrLogin, new CollectQrLoginRequest { Code = code, DeviceId = device.Value }, cancellationToken);
        return reply?.State switch
        {
            null or CollectQrLoginReply.Types.State.Waiting => (QrState.Waiting, default),
            CollectQrLoginReply.Types.State.Approved when UserId.TryParse(reply.UserId, out var user) => (QrState.Approved, user),
            _ => (QrState.Over, default),
        };
    }

    // null: nobody answered; a server of before does not know these calls
    private Task<TReply?> AskAsync<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() => link.TryAskAsync(method, request, AnswerMax, LogUnavailable, cancellationToken);

    [LoggerMessage(2425, LogLevel.Information, "The server did not answer about a login by phone: {Reason}")]
    private partial void LogUnavailable(string reason);
}
