using Platen.Domain.Sites;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Tests.Support;

/// <summary>Reads a replica as a gateway does.</summary>
internal static class ReplicaReading
{
    /// <summary>Reads until nothing is left, without waiting; gives the pages.</summary>
    public static async Task<List<ReplicaPage>> PagesAsync(ISiteGrain site, AgentId agent, ReplicaPosition position)
    {
        var pages = new List<ReplicaPage>();
        do
        {
            pages.Add(await site.ReadDownAsync(new ReadDown { Agent = agent, Position = position, WaitMax = TimeSpan.Zero }, CancellationToken.None));
            position = pages[^1].Next;
        }
        while (pages[^1].More && pages.Count < 100);
        return pages;
    }

    public static async Task<ReplicaPosition> ToTheEndAsync(ISiteGrain site, AgentId agent) => (await PagesAsync(site, agent, ReplicaPosition.After(0)))[^1].Next;
}
