using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;

namespace Platen.Domain.Tests.Jobs.Copies;

/// <summary>An agent in the simulation: its journal and notes survive a kill, the rest does not.</summary>
internal sealed class SimulatedAgent(string site, bool isOrigin)
{
    public SiteId Site { get; } = SiteId.Parse(site);

    public AgentId Agent { get; } = AgentId.Parse(site + "-1");

    public DeviceId Device { get; } = DeviceId.Parse("mfp-" + site);

    public bool IsOrigin { get; } = isOrigin;

    public bool IsUp { get; set; } = true;

    public bool IsLinked { get; set; } = true;

    /// <summary>The origin's own view: the job was printed. On disk.</summary>
    public bool KnowsPrinted { get; set; }

    /// <summary>The copy is whole here. On disk.</summary>
    public bool HasCopy { get; set; }

    /// <summary>The release that is open. On disk.</summary>
    public Wish? Open { get; set; }

    /// <summary>Facts that the cluster has not acknowledged, in order. On disk.</summary>
    public Queue<JobFact> Journal { get; } = new();
}
