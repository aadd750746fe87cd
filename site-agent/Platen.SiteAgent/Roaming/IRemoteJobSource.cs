using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Roaming;

/// <summary>Knows a user's jobs at other sites.</summary>
internal interface IRemoteJobSource
{
    /// <summary>The list, or null: the server cannot be reached, or did not answer in the time it has.</summary>
    Task<RemoteList?> AskAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Asks for the deletion of a user's job at another site; empty: that is asked for, else why not.</summary>
    Task<string> DeleteAsync(UserId user, JobId job, CancellationToken cancellationToken);
}
