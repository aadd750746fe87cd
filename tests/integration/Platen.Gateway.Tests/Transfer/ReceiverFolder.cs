using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platen.Rpc.Client;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.SiteAgent.Uplink.Transfer.Direct;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>A receiver's fetching side with an agent's keys, in a folder of its own, over any connection.</summary>
internal sealed class ReceiverFolder(TestAgent agent) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-fetched-").FullName;

    public DocumentFetch Fetch(RpcChannel channel)
    {
        var options = Options.Create(new TransferOptions { Directory = _folder, FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(2), DirectConnectMax = TimeSpan.Zero });
        var folder = new FetchFolder(new PosixDisk(), agent.Spool.TransferKeys, Options.Create(new SpoolOptions { FreeBytesReserve = 0 }), options, TimeProvider.System);
        var link = new LinkChannel();
        link.Set(channel);
        return new DocumentFetch(link, new DirectWays(new AgentIdentityFile(new AgentFolders(_folder)), options, TimeProvider.System, NullLogger<DirectWays>.Instance), folder, options, TimeProvider.System, NullLogger<DocumentFetch>.Instance);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
