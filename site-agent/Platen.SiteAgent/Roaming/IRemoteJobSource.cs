using Platen.Domain.Users;

namespace Platen.SiteAgent.Roaming;

/// <summary>Asks for a user's jobs at other sites.</summary>
internal interface IRemoteJobSource
{
    /// <summary>The list, or null: the server cannot be reached, or did not answer in the time it has.</summary>
    Task<RemoteList?> AskAsync(UserId user, CancellationToken cancellationToken);
}
