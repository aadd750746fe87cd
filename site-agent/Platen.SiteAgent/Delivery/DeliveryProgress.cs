namespace Platen.SiteAgent.Delivery;

/// <summary>Tells the release board how far a delivery is.</summary>
internal sealed class DeliveryProgress(Action<Func<ReleaseProgress, ReleaseProgress>> update, TimeProvider time)
{
    /// <summary>Bytes of the document that the device has taken.</summary>
    public long BytesSent { get; private set; }

    /// <summary>The device took so many bytes in all.</summary>
    public void Sent(long bytes)
    {
        BytesSent = bytes;
        update(progress => progress with { BytesSent = bytes, FirstByteAt = progress.FirstByteAt ?? time.GetUtcNow() });
    }

    /// <summary>The device threw away what it had taken: none of it will be printed.</summary>
    public void TakenBack()
    {
        BytesSent = 0;
        update(progress => progress with { BytesSent = 0, FirstByteAt = null });
    }

    /// <summary>All bytes are with the device.</summary>
    public void Printing(int? pages, string reason = "") =>
        update(progress => progress with { Stage = ReleaseStage.Printing, PagesPrinted = pages ?? progress.PagesPrinted, Reason = reason });

    /// <summary>It waits, for the reason given.</summary>
    public void Waiting(string reason) => update(progress => progress with { Reason = reason });
}
