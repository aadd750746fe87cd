using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>Asks over the connection of the open link, and again when that breaks: a lost answer is no refusal.</summary>
internal sealed partial class ClusterWord(LinkChannel link, TimeProvider time, ILogger<ClusterWord> logger) : IReleaseWord
{
    /// <summary>How often one release asks.</summary>
    public const int AttemptsMax = 5;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public bool CanAsk => link.Current is not null;

    public async Task<ReleaseWord> AskAsync(JobId job, ReleaseId release, DeviceId device, UserId user, bool isReprint, CancellationToken cancellationToken)
    {
        var request = new TakeReleaseRequest { JobId = job.ToString(), ReleaseId = release.ToString(), DeviceId = device.Value, UserId = user == default ? "" : user.ToString(), Reprint = isReprint };
        for (var attempt = 1; ; attempt++)
        {
            var word = await TryAskAsync(request, cancellationToken);
            if (word is not null || attempt == AttemptsMax)
            {
                return word ?? new ReleaseWord(null, PanelTexts.CopiesNeedTheServer);
            }

            await Task.Delay(Pause * attempt, time, cancellationToken);
        }
    }

    private async Task<ReleaseWord?> TryAskAsync(TakeReleaseRequest request, CancellationToken cancellationToken)
    {
        if (link.Current is not { } channel)
        {
            return null;
        }

        try
        {
            var reply = await channel.UnaryAsync(AgentLinkMethods.TakeRelease, request, new RpcCallOptions { Timeout = AnswerMax, CancellationToken = cancellationToken });
            return reply is { Granted: true, Job: { } job } ? new ReleaseWord(job, "") : new ReleaseWord(null, reply.Message.Length > 0 ? reply.Message : "The server refused.");
        }
        catch (RpcException fault) when (fault.Code is RpcStatusCode.Unimplemented or RpcStatusCode.PermissionDenied or RpcStatusCode.InvalidArgument or RpcStatusCode.Unauthenticated)
        {
            return new ReleaseWord(null, fault.Message);
        }
        catch (Exception fault) when (fault is RpcException or ObjectDisposedException)
        {
            LogNoAnswer(request.JobId, request.ReleaseId, fault.Message);
            return null;
        }
    }

    [LoggerMessage(2294, LogLevel.Information, "No word yet about job {Job} for release {Release}: {Reason}")]
    private partial void LogNoAnswer(string job, string release, string reason);
}
