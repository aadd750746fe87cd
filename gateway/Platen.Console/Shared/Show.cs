using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;

namespace Platen.Console.Shared;

/// <summary>Values in words for people.</summary>
public static class Show
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A size.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }

    /// <summary>A page count; never a guess.</summary>
    public static string Pages(PageCount count) => count.Pages?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>What a count rests on.</summary>
    public static string Evidence(PageEvidence evidence) => evidence switch
    {
        PageEvidence.Declared => "the document says so",
        PageEvidence.Parsed => "counted in the document",
        PageEvidence.Rendered => "counted by rendering it",
        PageEvidence.Device => "counted by the device",
        _ => "nobody counted",
    };

    /// <summary>Colour or not.</summary>
    public static string Colour(ColourMode colour) => colour switch
    {
        ColourMode.Monochrome => "black and white",
        ColourMode.Colour => "colour",
        _ => "unknown",
    };

    /// <summary>One side or two.</summary>
    public static string Sides(Sides sides) => sides switch
    {
        Domain.Jobs.Sides.OneSided => "one side",
        Domain.Jobs.Sides.TwoSidedLongEdge => "two sides, long edge",
        Domain.Jobs.Sides.TwoSidedShortEdge => "two sides, short edge",
        _ => "unknown",
    };

    /// <summary>A time, as the page has it before the script makes it local.</summary>
    public static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time for programs.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The beginning (UTC) of a day that a date field sent; null: it is none.</summary>
    public static DateTimeOffset? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>A duration.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} hours",
        { TotalMinutes: >= 1 } => $"{(int)time.TotalMinutes} min",
        _ => $"{(int)time.TotalSeconds} s",
    };

    /// <summary>An alarm in a word or two.</summary>
    public static string Alarm(SiteAlarmKind kind) => kind switch
    {
        SiteAlarmKind.Away => "offline",
        SiteAlarmKind.ChangesLate => "changes late",
        SiteAlarmKind.EventsWaiting => "events waiting",
        SiteAlarmKind.OfflineLimit => "offline limit",
        SiteAlarmKind.ClockSkew => "wrong clock",
        SiteAlarmKind.ParkedEvents => "parked events",
        _ => "unknown",
    };

    /// <summary>How far a clock is off.</summary>
    public static string Skew(TimeSpan skew) => skew.Duration() < TimeSpan.FromSeconds(1) ? "right" : $"{(skew > TimeSpan.Zero ? "+" : "−")}{Duration(skew.Duration())}";

    /// <summary>Why an event was parked, in a sentence: what is wrong, and what may mend it.</summary>
    public static string Parked(string reason) => reason switch
    {
        RejectionReason.UnknownJob => "The job is not recorded. Retry when what tells of it has come.",
        RejectionReason.JobExists => "The job is recorded already.",
        RejectionReason.NotAuthority => "Another agent holds the job, and only that one is believed.",
        RejectionReason.JobClosed => "The job was deleted, or can never be printed.",
        RejectionReason.DataGone => "The job's document is gone.",
        RejectionReason.OtherOwner => "The job has another owner.",
        RejectionReason.InvalidFact => "A value is missing, or out of its bounds.",
        RejectionReason.AlreadyCharged => "This release was charged before.",
        RejectionReason.UnknownDevice => "The device is not recorded at this site. Add it, then retry.",
        RejectionReason.UnknownUser => "The user is not recorded.",
        RejectionReason.InactiveUser => "The user's account is not active. Reactivate it, then retry; or give the wish up.",
        RejectionReason.TakenCard => "The card belongs to somebody else. Remove it there, then retry; or give it up.",
        RejectionReason.PinTooSoon => "The user's last PIN is younger than seven days. Retry when it is older; or give the wish up.",
        RejectionReason.UnknownCommand => "The command is not open: it was answered before, or never asked.",
        RejectionReason.UnknownFact => "This version does not know such events. Update the server, then retry.",
        RejectionReason.Fault => "Applying it failed again and again; the log says why.",
        _ => "",
    };

    /// <summary>What something is about, short enough for a table: the end of a long id.</summary>
    public static string Subject(string subject)
    {
        var parts = subject.Split(':', 2);
        return parts.Length == 2 && Guid.TryParse(parts[1], out _) ? $"{parts[0]} …{parts[1][^12..]}" : subject.Replace(':', ' ');
    }
}
