using Platen.Domain.Directories;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Directories;

/// <summary>Asks a user's directory about a password. The settings are read each time: a directory that was switched off, or that checks passwords no more, lets nobody in at once.</summary>
internal sealed class DirectoryLogins(IRecordStore store, IDirectoryClient client, DirectoryRuns runs)
{
    /// <summary>What the directory says, and whether a verifier of a right password may be kept.</summary>
    public async Task<(DirectoryLoginCode Code, bool KeepsVerifier)> AskAsync(User user, string password, CancellationToken cancellationToken)
    {
        if (UserSource.DirectoryOf(user.AuthenticatedBy) is not { } id || await store.FindDirectoryAsync(user.Tenant, DirectoryId.Parse(id), cancellationToken) is not { Enabled: true, Authenticates: true } directory)
        {
            return (DirectoryLoginCode.Wrong, false);
        }

        try
        {
            // beyond the limit no password of ours is, and none is sent
            var code = password.Length is 0 or > PasswordPolicy.LengthMax
                ? DirectoryLoginCode.Wrong
                : await client.LogInAsync(directory, runs.PasswordOf(directory), user.LoginName, user.SourceKey, password, cancellationToken);
            return (code, directory.KeepsVerifier);
        }
        catch (DirectoryUnavailableException)
        {
            return (DirectoryLoginCode.Unavailable, false);
        }
    }
}
