namespace Platen.Domain.Contracts;

/// <summary>When a recipient's reports are sent. Stored by number; only ever grows.</summary>
public enum ReportInterval
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>On the first of each month, in the tenant's time zone.</summary>
    Monthly = 1,

    /// <summary>On Mondays, in the tenant's time zone.</summary>
    Weekly = 2,

    /// <summary>When contracts were changed, and have rested for a while.</summary>
    OnChange = 3,
}
