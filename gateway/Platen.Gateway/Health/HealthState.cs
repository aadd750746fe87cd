using Platen.Grains.Abstractions.Nodes;

namespace Platen.Gateway.Health;

/// <summary>What a probe is told; the version is this process's own.</summary>
internal sealed record HealthState(string Status, string Version)
{
    public HealthState(string status)
        : this(status, ProductVersion.Current)
    {
    }
}
