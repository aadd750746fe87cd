using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Delivery;

/// <summary>Reads a device's life-time page counter before and after a delivery.</summary>
internal sealed class PageCounterWatch(SnmpDeviceClient snmp, IOptions<DeliveryOptions> options, TimeProvider time)
{
    private const int GrowthMax = 1_000_000;
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPageMax = TimeSpan.FromSeconds(20);

    /// <summary>The counter; null: the device has none that we can read.</summary>
    public async Task<long?> ReadAsync(ReplicaDevice device, CancellationToken cancellationToken) =>
        device.SnmpPort > 0 ? (await snmp.ReadAsync(device, cancellationToken))?.PageCounter : null;

    /// <summary>
    /// By how much it grew, read until the device is idle and the counter rests (or, when the count is known, until all is out); null when it cannot be told.
    /// </summary>
    public async Task<PageGrowth> GrowthAsync(Delivery delivery, long? before, bool isWhole, CancellationToken cancellationToken)
    {
        if (before is not { } first)
        {
            return PageGrowth.Unknown;
        }

        var expected = isWhole ? delivery.Expected : null;
        var begun = time.GetTimestamp();
        var (last, changed) = (first, time.GetTimestamp());
        while (true)
        {
            if (await snmp.ReadAsync(delivery.Device, cancellationToken) is not { PageCounter: { } now } status)
            {
                return PageGrowth.Of(Growth(first, last));
            }

            if (now != last)
            {
                (last, changed) = (now, time.GetTimestamp());
            }

            delivery.Progress.Printing(Growth(first, last), status.Obstacle);

            // one that stands still in the middle of a whole document goes on when somebody has given it what it asks for
            var rests = (status.PrinterState == DeviceStatusWords.Idle || !isWhole) && time.GetElapsedTime(changed) >= QuietFor;
            var waited = time.GetElapsedTime(begun);
            if ((expected is { } count && Growth(first, last) >= count) || (rests && (last != first || !isWhole || waited >= FirstPageMax)))
            {
                return PageGrowth.Of(Growth(first, last));
            }

            if (waited >= options.Value.PrintMax)
            {
                return new PageGrowth(Growth(first, last), status.Obstacle);
            }

            await Task.Delay(AskEvery, time, cancellationToken);
        }
    }

    /// <summary>By how much it has grown by now, asked once; null when it cannot be told.</summary>
    public async Task<int?> SinceAsync(ReplicaDevice device, long? before, CancellationToken cancellationToken) =>
        before is { } first && await ReadAsync(device, cancellationToken) is { } now ? Growth(first, now) : null;

    // counters of 32 bits wrap; one that jumps farther than any job is one that was reset, and says nothing
    private static int? Growth(long first, long last)
    {
        var growth = last >= first ? last - first : last + (1L << 32) - first;
        return growth is > 0 and <= GrowthMax ? (int)growth : null;
    }
}
