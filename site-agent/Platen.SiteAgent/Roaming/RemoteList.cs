using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Roaming;

/// <summary>A user's jobs at other sites, newest first, as far as they are known here.</summary>
internal sealed record RemoteList(RemoteListState State, IReadOnlyList<RemoteJob> Jobs, bool Truncated)
{
    public static readonly RemoteList Asking = new(RemoteListState.Asking, [], Truncated: false);

    public static readonly RemoteList Unavailable = new(RemoteListState.Unavailable, [], Truncated: false);

    /// <summary>A job of the list; null: it is not in it.</summary>
    public RemoteJob? Find(JobId job) => Jobs.FirstOrDefault(remote => remote.Job.Id == job);
}
