namespace Platen.SiteAgent.Delivery;

/// <summary>Time-outs and limits toward devices, section <c>Delivery</c>.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>How long a device may take to answer a connection. 1 s to 1 min.</summary>
    public TimeSpan ConnectMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a device may take nothing, in the middle of a document, before the delivery is given up. 5 s to 1 h.</summary>
    public TimeSpan StallMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a device may print after the last byte. 10 s to 4 h.</summary>
    public TimeSpan PrintMax { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a busy device is asked again. 0 to 1 h.</summary>
    public TimeSpan BusyMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a delivery that could not begin is tried again, unless the device's own setting says. 0 to 1 h.</summary>
    public TimeSpan RetryMax { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Releases that may wait for one device. 1 to 10,000.</summary>
    public int WaitingMax { get; set; } = 1_000;

    /// <summary>How often each device is asked for its state. 5 s to 1 h.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(30);
}
