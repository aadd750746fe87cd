namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>The bounds of one run of a renderer. At each of them it is ended.</summary>
internal sealed record SandboxLimits
{
    /// <summary>Its addresses, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>By the clock, and of processor time, in seconds.</summary>
    public required long Seconds { get; init; }

    /// <summary>Bytes of its temporary files: of each by the kernel, of all together by the agent.</summary>
    public required long TemporaryBytes { get; init; }

    /// <summary>Bytes of its output; the agent counts them.</summary>
    public long OutputBytes { get; init; } = long.MaxValue;
}
