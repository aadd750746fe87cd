using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Uplink;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Roaming;

/// <summary>Asks the cluster, over the connection of the open link.</summary>
internal sealed partial class ClusterJobSource(LinkChannel link, JobAccess access, ILogger<ClusterJobSource> logger) : IRemoteJobSource
{
    /// <summary>How long the cluster may take; then the panel says that other sites' jobs cannot be shown.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(3);

    public async Task<RemoteList?> AskAsync(UserId user, CancellationToken cancellationToken)
    {
        if (link.Current is not { } channel)
        {
            return null;
        }

        try
        {
            var request = new ListUserJobsRequest { UserId = user.ToString(), Limit = PanelLimits.JobsMax };
            var reply = await channel.UnaryAsync(AgentLinkMethods.ListUserJobs, request, new RpcCallOptions { Timeout = AnswerMax, CancellationToken = cancellationToken });
            var names = reply.Sites.DistinctBy(site => site.SiteId).ToDictionary(site => site.SiteId, site => site.Name, StringComparer.Ordinal);
            var jobs = reply.Jobs.Take(PanelLimits.JobsMax).Select(job => RemoteJob.TryRead(job, names)).OfType<RemoteJob>().Where(job => access.MayRelease(job.Job, user));
            return new RemoteList(RemoteListState.Complete, [.. jobs], reply.Truncated);
        }
        catch (Exception fault) when (fault is RpcException or ObjectDisposedException)
        {
            LogUnavailable(fault.Message);
            return null;
        }
    }

    public async Task<string> DeleteAsync(UserId user, JobId job, CancellationToken cancellationToken)
    {
        const string Unreachable = "The server cannot be reached at the moment, so jobs of other branches cannot be deleted. Try again when the line is back.";
        if (link.Current is not { } channel)
        {
            return Unreachable;
        }

        try
        {
            var request = new DeleteUserJobRequest { UserId = user.ToString(), JobId = job.ToString() };
            var reply = await channel.UnaryAsync(AgentLinkMethods.DeleteUserJob, request, new RpcCallOptions { Timeout = AnswerMax, CancellationToken = cancellationToken });
            return reply.Asked ? "" : reply.Message.Length > 0 ? reply.Message : "The server refused.";
        }
        catch (Exception fault) when (fault is RpcException or ObjectDisposedException)
        {
            LogUnavailable(fault.Message);
            return Unreachable;
        }
    }

    [LoggerMessage(2170, LogLevel.Information, "The server did not answer about jobs of other sites: {Reason}")]
    private partial void LogUnavailable(string reason);
}
