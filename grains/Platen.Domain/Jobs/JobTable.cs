using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;

namespace Platen.Domain.Jobs;

/// <summary>Jobs as lines of CSV (RFC 4180), for spreadsheets and programs.</summary>
public static class JobTable
{
    private static readonly ImmutableArray<string> Columns =
        ["id", "receivedAt", "state", "title", "owner", "claimedUser", "queue", "site", "format", "pages", "evidence", "colour", "sides", "copies", "sizeBytes", "sha256", "printedTimes"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>A job's line.</summary>
    public static string Line(Job job) => CsvLine.Of(
    [
        job.Id.ToString(),
        CsvLine.Time(job.ReceivedAt),
        CsvLine.Word(job.State),
        job.Title,
        job.Owner?.ToString() ?? "",
        job.ClaimedUser,
        job.Queue.Value,
        job.Site.Value,
        job.Facts.Format,
        job.Facts.Pages.Pages?.ToString(CultureInfo.InvariantCulture) ?? "",
        CsvLine.Word(job.Facts.Pages.Evidence),
        CsvLine.Word(job.Facts.Colour),
        CsvLine.Word(job.Facts.Sides),
        job.Facts.Copies.ToString(CultureInfo.InvariantCulture),
        job.Facts.SizeBytes.ToString(CultureInfo.InvariantCulture),
        job.Facts.Sha256,
        job.PrintedTimes.ToString(CultureInfo.InvariantCulture),
    ]);
}
