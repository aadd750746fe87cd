using Platen.Protocols;
using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Ipp;

/// <summary>A job's attributes (RFC 8011 section 5.3).</summary>
internal static class IppJobDescription
{
    internal static IppAttributeGroup Of(MfpJob job, Uri printerUri, MfpDevice device)
    {
        var state = job.State;
        var builder = IppMessageBuilder.Request(IppOperation.Unspecified, 0)
            .Group(IppTag.JobAttributes)
            .Integer(IppNames.JobId, job.Id)
            .Uri(IppNames.JobUri, $"{printerUri}/{job.Id}")
            .Uri(IppNames.JobPrinterUri, printerUri.ToString())
            .Name(IppNames.JobName, Utf8Text.Cut(job.Name ?? "Untitled", IppTextLengths.NameBytesMax))
            .Name(IppNames.JobOriginatingUserName, Utf8Text.Cut(job.User ?? "anonymous", IppTextLengths.NameBytesMax))
            .Enum(IppNames.JobState, (int)state)
            .Keyword(IppNames.JobStateReasons, ReasonOf(job, state))
            .Integer(IppNames.JobKOctets, (int)Math.Min(int.MaxValue, (job.Bytes + 1023) / 1024))
            .Integer(IppNames.JobImpressions, job.Pages)
            .Integer(IppNames.JobImpressionsCompleted, job.PagesPrinted)
            .Integer(IppNames.JobMediaSheetsCompleted, job.Finishing.SheetsOf(job.PagesPrinted))
            .Integer(IppNames.JobPrinterUpTime, device.UpTimeSeconds)
            .Integer(IppNames.TimeAtCreation, UpTimeAt(job.ReceivedAt, device))
            .DateTime(IppNames.DateTimeAtCreation, job.ReceivedAt);
        AddTime(builder, IppNames.TimeAtProcessing, IppNames.DateTimeAtProcessing, job.ProcessingAt, device);
        AddTime(builder, IppNames.TimeAtCompleted, IppNames.DateTimeAtCompleted, job.CompletedAt, device);
        return builder.Build().Find(IppTag.JobAttributes)!;
    }

    private static void AddTime(IppMessageBuilder builder, string name, string dateName, DateTimeOffset? moment, MfpDevice device)
    {
        if (moment is { } known)
        {
            builder.Integer(name, UpTimeAt(known, device)).DateTime(dateName, known);
        }
        else
        {
            builder.NoValue(name).NoValue(dateName);
        }
    }

    private static int UpTimeAt(DateTimeOffset moment, MfpDevice device) => Math.Max(1, (int)(moment - device.StartedAt).TotalSeconds);

    private static string ReasonOf(MfpJob job, IppJobState state) => state switch
    {
        IppJobState.Pending when job.AwaitsDocument => IppJobStateReason.JobIncoming,
        IppJobState.Pending => IppJobStateReason.JobQueued,
        IppJobState.Processing => IppJobStateReason.JobPrinting,
        IppJobState.ProcessingStopped => IppJobStateReason.PrinterStopped,
        IppJobState.Canceled => IppJobStateReason.JobCanceledByUser,
        IppJobState.Aborted => IppJobStateReason.AbortedBySystem,
        IppJobState.Completed => IppJobStateReason.JobCompletedSuccessfully,
        _ => IppJobStateReason.None,
    };
}
