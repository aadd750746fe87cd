using Platen.Protocols.Ipp;

namespace Platen.VirtualMfp.Jobs;

/// <summary>A job as the device knows it. The receiving connection and the print engine write it, one after the other; everybody reads.</summary>
internal sealed class MfpJob
{
    internal required int Id { get; init; }

    internal required string Protocol { get; init; }

    internal required DateTimeOffset ReceivedAt { get; init; }

    internal string? Name { get; set; }

    internal string? User { get; set; }

    internal volatile IppJobState State = IppJobState.Pending;

    /// <summary>What was asked for beside the document.</summary>
    internal JobFinishing Finishing { get; set; } = JobFinishing.AsIs;

    /// <summary>Impressions by the device's own rule, all copies; known when all is received.</summary>
    internal int Pages { get; set; }

    internal volatile int PagesPrinted;

    internal long Bytes { get; set; }

    /// <summary>Whether Create-Job made it and no document has come yet.</summary>
    internal bool AwaitsDocument { get; set; }

    internal DateTimeOffset? ProcessingAt { get; set; }

    internal DateTimeOffset? CompletedAt { get; set; }

    internal bool IsOver => State is IppJobState.Completed or IppJobState.Canceled or IppJobState.Aborted;

    /// <summary>Asks for the job to end; the engine stops before the next page.</summary>
    internal void Cancel(DateTimeOffset now)
    {
        if (!IsOver)
        {
            State = IppJobState.Canceled;
            CompletedAt = now;
        }
    }
}
