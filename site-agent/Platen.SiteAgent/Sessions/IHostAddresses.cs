using System.Net;

namespace Platen.SiteAgent.Sessions;

/// <summary>The addresses of a host name.</summary>
internal interface IHostAddresses
{
    /// <summary>The addresses, or none when the name cannot be resolved now.</summary>
    ValueTask<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken);
}
