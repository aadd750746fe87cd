namespace Platen.VirtualMfp.Jobs;

/// <summary>What is known of a printed document: the file beside it.</summary>
internal sealed record JobSidecar
{
    public required int Sequence { get; init; }

    public required string Protocol { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string? JobName { get; init; }

    public required string? User { get; init; }

    public required int Pages { get; init; }

    public required int Copies { get; init; }

    public required string? Sides { get; init; }

    public required bool Monochrome { get; init; }

    public required string? PageRanges { get; init; }

    /// <summary>Octets of the .prn file.</summary>
    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Octets of the document without the sender's PJL around it; all of them if there is none.</summary>
    public required long PayloadBytes { get; init; }

    public required string PayloadSha256 { get; init; }
}
