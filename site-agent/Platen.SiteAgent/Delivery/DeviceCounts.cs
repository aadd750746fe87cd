namespace Platen.SiteAgent.Delivery;

/// <summary>What a device said about the pages of one delivery, each count by who made it; null: it does not say. Impressions of all copies, but for <see cref="Sheets"/>.</summary>
internal readonly record struct DeviceCounts
{
    /// <summary>IPP <c>job-impressions-completed</c>.</summary>
    public int? IppJob { get; init; }

    /// <summary>PJL <c>USTATUS</c>.</summary>
    public int? PjlJob { get; init; }

    /// <summary>Growth of the life-time counter by SNMP.</summary>
    public int? Counter { get; init; }

    /// <summary>IPP <c>job-media-sheets-completed</c>: sheets.</summary>
    public int? Sheets { get; init; }

    /// <summary>The count that says most, for those who watch.</summary>
    public int? Shown => IppJob ?? PjlJob ?? Counter;

    public static DeviceCounts ByCounter(int? pages) => new() { Counter = pages };
}
