namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>The settings under <c>Copies</c>: what this agent keeps of other sites' jobs (ADR 0040). Validated at start.</summary>
internal sealed class CopyOptions
{
    public const string Section = "Copies";

    /// <summary>Plain bytes of all copies; when they are reached, further ones wait. 0: none are kept here.</summary>
    public long BytesMax { get; set; } = 20L * 1024 * 1024 * 1024;

    /// <summary>Bytes a second with which copies come, all together. At least 16 KiB.</summary>
    public long BytesPerSecondMax { get; set; } = 2L * 1024 * 1024;

    /// <summary>Pause before a copy that could not be fetched is tried again. 1 s to 1 hour.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);
}
