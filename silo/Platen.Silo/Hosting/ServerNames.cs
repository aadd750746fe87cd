using Microsoft.Extensions.Options;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>The host names and addresses by which this process is dialled, for its certificate.</summary>
internal sealed class ServerNames
{
    public ServerNames(IOptions<SiloOptions> options, IOptions<ClusterOptions> cluster)
    {
        var own = options.Value;
        // other gateways dial the node's address
        List<string> names = ["localhost", "127.0.0.1", Environment.MachineName, cluster.Value.Address, .. own.PublicNames];
        if (own.ListenAddress is not ("0.0.0.0" or "::"))
        {
            names.Add(own.ListenAddress);
        }

        All = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public IReadOnlyList<string> All { get; }
}
