using Platen.Domain.Jobs;

namespace Platen.Domain.Tests.Jobs.Copies;

/// <summary>A user's release at an agent, as that agent's disk and memory know it.</summary>
internal sealed class Wish(ReleaseId release)
{
    public ReleaseId Release { get; } = release;

    /// <summary>On disk before the first byte: a restart cannot say any more that nothing came out.</summary>
    public bool IsPrinting { get; set; }

    /// <summary>In memory: the cluster has said yes.</summary>
    public bool IsGranted { get; set; }

    /// <summary>Attempts to get an answer that have failed.</summary>
    public int Unanswered { get; set; }
}
