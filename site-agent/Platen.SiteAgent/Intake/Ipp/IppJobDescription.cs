using Platen.Domain.Jobs;
using Platen.Protocols;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>A job's attributes (RFC 8011, 5.3).</summary>
internal static class IppJobDescription
{
    /// <summary>What every answer about a job has (RFC 8011, 4.2.1.2).</summary>
    private static readonly RequestedAttributes Basic = RequestedAttributes.Of(IppNames.JobId, IppNames.JobUri, IppNames.JobState, IppNames.JobStateReasons);

    public static IppMessageBuilder AddTo(IppMessageBuilder answer, string printerUri, IppJobView job, RequestedAttributes? wanted, PrinterClock clock)
    {
        var names = wanted ?? Basic;
        var upTime = clock.UpTime;
        var sheet = new AttributeSheet(answer, names, "job-description");
        sheet.Add(IppNames.JobId, name => answer.Integer(name, job.Number));
        sheet.Add(IppNames.JobUri, name => answer.Uri(name, $"{printerUri}/{job.Number}"));
        sheet.Add(IppNames.JobPrinterUri, name => answer.Uri(name, printerUri));
        sheet.Add(IppNames.JobName, name => answer.Name(name, Cut(job.Title.Length > 0 ? job.Title : "untitled")));
        sheet.Add(IppNames.JobOriginatingUserName, name => answer.Name(name, Cut(job.User.Length > 0 ? job.User : "anonymous")));
        sheet.Add(IppNames.JobState, name => answer.Enum(name, (int)job.State));
        sheet.Add(IppNames.JobStateReasons, name => answer.Keyword(name, job.StateReason));
        sheet.Add(IppNames.JobKOctets, name => answer.Integer(name, (int)Math.Min(int.MaxValue, (job.SizeBytes + 1023) / 1024)));
        sheet.Add(IppNames.JobImpressions, name => _ = job.Pages is { } pages ? answer.Integer(name, pages) : answer.NoValue(name));
        sheet.Add(IppNames.JobImpressionsCompleted, name => answer.Integer(name, 0));
        sheet.Add(IppNames.JobPrinterUpTime, name => answer.Integer(name, upTime));
        sheet.Add(IppNames.TimeAtCreation, name => answer.Integer(name, clock.UpTimeAt(job.CreatedAt)));
        sheet.Add(IppNames.TimeAtProcessing, name => answer.NoValue(name));
        sheet.Add(IppNames.TimeAtCompleted, name => _ = job.State == JobState.Completed ? answer.Integer(name, upTime) : answer.NoValue(name));
        sheet.Add(IppNames.DateTimeAtCreation, name => answer.DateTime(name, job.CreatedAt));
        sheet.Add(IppNames.DateTimeAtProcessing, name => answer.NoValue(name));
        sheet.Add(IppNames.DateTimeAtCompleted, name => answer.NoValue(name));
        var template = new AttributeSheet(answer, names, "job-template");
        template.Add(IppNames.Copies, name => answer.Integer(name, job.Copies));
        return answer;
    }

    private static string Cut(string text) => Utf8Text.Cut(text, IppTextLengths.NameBytesMax);
}
