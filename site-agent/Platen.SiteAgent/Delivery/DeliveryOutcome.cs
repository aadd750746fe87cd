namespace Platen.SiteAgent.Delivery;

/// <summary>How a transport's work ended.</summary>
/// <param name="Outcome">Completed, nothing came out, or something may have.</param>
/// <param name="BytesSent">Bytes of the document that the device took.</param>
/// <param name="DevicePages">Impressions of all copies that the device says it printed; null: it does not say.</param>
/// <param name="Reason">Why it did not go well, with what to do; empty when it did.</param>
internal sealed record DeliveryOutcome(ReleaseOutcome Outcome, long BytesSent, int? DevicePages, string Reason)
{
    /// <summary>Nothing came out.</summary>
    public static DeliveryOutcome NotPrinted(string reason) => new(ReleaseOutcome.NotPrinted, 0, null, reason);

    /// <summary>It broke: nothing came out if the device took no byte, else it may have.</summary>
    public static DeliveryOutcome Broken(long bytesSent, string reason) => bytesSent == 0 ? NotPrinted(reason) : new(ReleaseOutcome.Partial, bytesSent, null, reason);
}
