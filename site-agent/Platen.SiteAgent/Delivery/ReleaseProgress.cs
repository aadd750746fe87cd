using Platen.Domain.Devices;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Delivery;

/// <summary>How far a release is, for panels and programs.</summary>
public sealed record ReleaseProgress
{
    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>Its job.</summary>
    public required JobId Job { get; init; }

    /// <summary>Its device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>How far it is.</summary>
    public required ReleaseStage Stage { get; init; }

    /// <summary>Bytes of the document that the device has taken.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes of the document that have come from another site; 0 when it lies here.</summary>
    public long BytesFetched { get; init; }

    /// <summary>Bytes of the document.</summary>
    public long BytesTotal { get; init; }

    /// <summary>Pages that the device says it has printed; null: it does not say.</summary>
    public int? PagesPrinted { get; init; }

    /// <summary>Why it does not go on or did not print: <c>printer-state-reasons</c> keyword or transport error, with what to do; empty when all is well.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When the first byte was sent.</summary>
    public DateTimeOffset? FirstByteAt { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool Ended => Stage is ReleaseStage.Completed or ReleaseStage.NotPrinted or ReleaseStage.Partial;
}
