namespace Platen.Domain.Contracts;

/// <summary>Decides whether a report is due to a recipient.</summary>
public static class ReportSchedule
{
    /// <summary>Contracts must have rested for so long, so that a change that is mended at once is one mail.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    /// <summary>However busy somebody is with contracts, changes are told after so long.</summary>
    public static readonly TimeSpan RestMax = TimeSpan.FromHours(1);

    /// <summary>Behind which change the report's history begins.</summary>
    public static long Behind(ReportRecipient recipient, ReportSending? latest) => latest?.UpTo ?? recipient.SinceChange;

    /// <summary>The period that is due now; null: none is.</summary>
    /// <param name="recipient">To whom.</param>
    /// <param name="latest">The newest sending of this report to the recipient.</param>
    /// <param name="mark">The changes behind <see cref="Behind"/>.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <param name="now">Now.</param>
    public static ReportPeriod? Due(ReportRecipient recipient, ReportSending? latest, ContractMark mark, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (!recipient.Active)
        {
            return null;
        }

        if (recipient.Interval == ReportInterval.OnChange)
        {
            return mark is { FirstAt: { } first, LastAt: { } last } && (now - last >= Rest || now - first >= RestMax) ? new ReportPeriod($"change-{mark.Last:00000000}", last) : null;
        }

        return ReportPeriod.Latest(recipient.Interval, zone, now) is { } period && period.DueAt > recipient.Since && (latest is null || (latest.Period != period.Key && latest.At < period.DueAt)) ? period : null;
    }
}
