using Platen.Domain.Jobs;

namespace Platen.Gateway.Api.Jobs;

/// <summary>A job.</summary>
internal sealed record JobJson
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The owner's id; null: unclaimed.</summary>
    public required string? Owner { get; init; }

    /// <summary>The name that the workstation sent.</summary>
    public required string ClaimedUser { get; init; }

    public required string Queue { get; init; }

    public required string Site { get; init; }

    /// <summary>The agent that holds the data.</summary>
    public required string Agent { get; init; }

    /// <summary>IPP <c>job-state</c>.</summary>
    public required JobState State { get; init; }

    /// <summary>IPP <c>job-state-reasons</c>.</summary>
    public required string StateReason { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    /// <summary>Document format (MIME type).</summary>
    public required string Format { get; init; }

    public required PagesJson Pages { get; init; }

    /// <summary>Null: not known.</summary>
    public required ColourMode? Colour { get; init; }

    /// <summary>IPP <c>sides</c>; null: not known.</summary>
    public required Sides? Sides { get; init; }

    public required int Copies { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Hexadecimal, of the document as it came.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The protocol it came by: lpd, ipp, ipps or raw.</summary>
    public required IntakeProtocol Protocol { get; init; }

    public required string SourceAddress { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The release that has the job now; null: none.</summary>
    public required string? OpenRelease { get; init; }

    /// <summary>The device of the last release; null: never released.</summary>
    public required string? Device { get; init; }

    public required int PrintedTimes { get; init; }

    /// <summary>Whether the document is still there.</summary>
    public required bool DataKept { get; init; }

    /// <summary>Its copy at another site; null: it has none.</summary>
    public JobCopyJson? Copy { get; init; }

    public static JobJson Of(Job job) => new()
    {
        Id = job.Id.ToString(),
        Title = job.Title,
        Owner = job.Owner?.ToString(),
        ClaimedUser = job.ClaimedUser,
        Queue = job.Queue.Value,
        Site = job.Site.Value,
        Agent = job.Agent.Value,
        State = job.State,
        StateReason = job.StateReason,
        StateSince = job.StateSince,
        Format = job.Facts.Format,
        Pages = PagesJson.Of(job.Facts.Pages),
        Colour = job.Facts.Colour == ColourMode.Unspecified ? null : job.Facts.Colour,
        Sides = job.Facts.Sides == Domain.Jobs.Sides.Unspecified ? null : job.Facts.Sides,
        Copies = job.Facts.Copies,
        SizeBytes = job.Facts.SizeBytes,
        Sha256 = job.Facts.Sha256,
        Protocol = job.Protocol,
        SourceAddress = job.SourceAddress,
        ReceivedAt = job.ReceivedAt,
        OpenRelease = job.OpenRelease?.ToString(),
        Device = job.Device?.Value,
        PrintedTimes = job.PrintedTimes,
        DataKept = job.DataKept,
        Copy = JobCopyJson.Of(job.Copies),
    };
}
