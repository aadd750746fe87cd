using Platen.Protocols;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>A job's attributes (RFC 8011, 5.3; PWG 5100.13).</summary>
internal static class IppJobDescription
{
    private const string Group = "job-description";

    /// <summary>What every answer about a job has (RFC 8011, 4.2.1.2).</summary>
    private static readonly RequestedAttributes Basic =
        RequestedAttributes.Of(IppNames.JobId, IppNames.JobUri, IppNames.JobUuid, IppNames.JobState, IppNames.JobStateReasons, IppNames.JobStateMessage);

    public static IppMessageBuilder AddTo(IppMessageBuilder answer, string printerUri, IppJobView job, RequestedAttributes? wanted, PrinterClock clock)
    {
        var names = wanted ?? Basic;
        var sheet = new AttributeSheet(answer, names, Group);
        sheet.Integer(IppNames.JobId, job.Number);
        sheet.Uri(IppNames.JobUri, $"{printerUri}/{job.Number}");
        sheet.Uri(IppNames.JobUuid, $"urn:uuid:{job.Uuid}");
        sheet.Uri(IppNames.JobPrinterUri, printerUri);
        sheet.Name(IppNames.JobName, Cut(job.Title.Length > 0 ? job.Title : "untitled"));
        sheet.Name(IppNames.JobOriginatingUserName, Cut(job.User.Length > 0 ? job.User : "anonymous"));
        sheet.Enum(IppNames.JobState, (int)job.State);
        sheet.Keyword(IppNames.JobStateReasons, job.StateReason);
        sheet.Text(IppNames.JobStateMessage, job.StateMessage);
        AddProgress(sheet, job);
        AddTimes(sheet, job, clock);
        AddTemplate(answer, names, job);
        return answer;
    }

    private static void AddProgress(AttributeSheet sheet, IppJobView job)
    {
        var isPrinted = job.State == IppJobState.Completed;
        var size = (int)Math.Min(int.MaxValue, (job.SizeBytes + 1023) / 1024);
        sheet.Integer(IppNames.JobKOctets, size);
        sheet.Integer("job-k-octets-processed", isPrinted ? size : 0);
        sheet.NumberOrNoValue(IppNames.JobImpressions, job.Pages);
        sheet.Integer(IppNames.JobImpressionsCompleted, job.ImpressionsCompleted);
        sheet.Integer(IppNames.NumberOfDocuments, job.Held is null ? 0 : 1);
        if (job.Format.Length > 0)
        {
            sheet.Mime(IppNames.DocumentFormat, job.Format);
        }

        if (job.Account.Length > 0)
        {
            sheet.Name(IppNames.JobAccountId, Cut(job.Account));
        }

        if (job.AccountingUser.Length > 0)
        {
            sheet.Name(IppNames.JobAccountingUserId, Cut(job.AccountingUser));
        }
    }

    private static void AddTimes(AttributeSheet sheet, IppJobView job, PrinterClock clock)
    {
        int? Second(DateTimeOffset? moment) => moment is { } known ? clock.UpTimeAt(known) : null;
        sheet.Integer(IppNames.JobPrinterUpTime, clock.UpTime);
        sheet.Integer(IppNames.TimeAtCreation, clock.UpTimeAt(job.CreatedAt));
        sheet.NumberOrNoValue(IppNames.TimeAtProcessing, Second(job.ProcessedAt));
        sheet.NumberOrNoValue(IppNames.TimeAtCompleted, Second(job.EndedAt));
        sheet.DateTime(IppNames.DateTimeAtCreation, job.CreatedAt);
        sheet.MomentOrNoValue(IppNames.DateTimeAtProcessing, job.ProcessedAt);
        sheet.MomentOrNoValue(IppNames.DateTimeAtCompleted, job.EndedAt);
    }

    private static void AddTemplate(IppMessageBuilder answer, RequestedAttributes names, IppJobView job)
    {
        var sheet = new AttributeSheet(answer, names, "job-template");
        sheet.Integer(IppNames.Copies, job.Copies);
        sheet.Keyword(IppNames.JobHoldUntil, job.Ticket.Held ? "indefinite" : "no-hold");
        foreach (var attribute in JobTemplates.Decode(job.Ticket.Template).Where(attribute => attribute.Name != IppNames.Copies))
        {
            sheet.Add(attribute.Name, _ => answer.Add(attribute));
        }
    }

    private static string Cut(string text) => Utf8Text.Cut(text, IppTextLengths.NameBytesMax);
}
