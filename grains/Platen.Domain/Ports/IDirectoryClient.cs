using System.Collections.Immutable;
using Platen.Domain.Directories;

namespace Platen.Domain.Ports;

/// <summary>LDAP (RFC 4511) as synchronisation and logins use it. The line is protected as the directory's settings say, and its certificate checked; every call has a limit of time.</summary>
public interface IDirectoryClient
{
    /// <summary>Where the directory's numbering of changes stands, as <c>server|number</c>; empty: it has none, entries carry times.</summary>
    /// <exception cref="DirectoryUnavailableException">It cannot be read.</exception>
    Task<string> MarkAsync(UserDirectory directory, string password, CancellationToken cancellationToken);

    /// <summary>Searches, page by page. Attributes of many values are read whole.</summary>
    /// <exception cref="DirectoryUnavailableException">It cannot be read, or there are too many entries.</exception>
    IAsyncEnumerable<ImmutableArray<DirectoryEntry>> SearchAsync(UserDirectory directory, string password, DirectorySearch search, CancellationToken cancellationToken);

    /// <summary>Whether a person's password is the right one, by a simple bind in that person's name (RFC 4513, 5.1.3). An empty password is wrong, without asking: it would be an anonymous bind.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="password">The password of our own account there.</param>
    /// <param name="loginName">The person's login name.</param>
    /// <param name="key">The person's key: another one of that name is somebody else.</param>
    /// <param name="userPassword">The password to check.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<DirectoryLoginCode> LogInAsync(UserDirectory directory, string password, string loginName, string key, string userPassword, CancellationToken cancellationToken);
}
