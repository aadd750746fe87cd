using Platen.SiteAgent.Rendering.Conversion;

namespace Platen.SiteAgent.Delivery;

/// <summary>How a transport's work ended.</summary>
/// <param name="Outcome">Completed, nothing came out, or something may have.</param>
/// <param name="BytesSent">Bytes of the document that the device took.</param>
/// <param name="Counts">What the device says about the pages that it printed.</param>
/// <param name="Reason">Why it did not go well, with what to do; empty when it did.</param>
internal sealed record DeliveryOutcome(ReleaseOutcome Outcome, long BytesSent, DeviceCounts Counts, string Reason)
{
    /// <summary>Nothing came out, and the cause can go away by itself: it is worth trying again.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What the document was converted into on its way; null: it went as it is.</summary>
    public ConversionResult? Conversion { get; init; }

    /// <summary>Nothing came out.</summary>
    public static DeliveryOutcome NotPrinted(string reason) => new(ReleaseOutcome.NotPrinted, 0, default, reason);

    /// <summary>Nothing came out, as <see cref="IsTransient"/>.</summary>
    public static DeliveryOutcome NotYet(string reason) => NotPrinted(reason) with { IsTransient = true };

    /// <summary>It broke: nothing came out if the device took no byte, else it may have.</summary>
    public static DeliveryOutcome Broken(long bytesSent, string reason) => bytesSent == 0 ? NotPrinted(reason) : new(ReleaseOutcome.Partial, bytesSent, default, reason);
}
