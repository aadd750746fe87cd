using Platen.SiteAgent.Delivery.Pjl;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// RAW (JetDirect), bare or inside TLS: the document as it is, byte for byte, then the end of the connection. The protocol says nothing about pages; where the device speaks SNMP, its life-time counter
/// before and after tells them (RFC 3805, prtMarkerLifeCount), and where its documents are wrapped in PJL, its reports do (ADR 0017).
/// </summary>
internal sealed class RawTransport(TcpConnector connector, StreamSender sender, PjlDelivery pjl, RepeatedDelivery repeated, PageCounterWatch counters) : IDeliveryTransport
{
    private static readonly TimeSpan CloseMax = TimeSpan.FromSeconds(30);

    public bool Serves(DeliveryProtocol protocol) => protocol is DeliveryProtocol.Raw or DeliveryProtocol.RawTls;

    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var before = await counters.ReadAsync(delivery.Device, cancellationToken);
        if (!delivery.Device.Pjl && delivery.Finishing.Copies is > 1 and var copies)
        {
            return await repeated.SendAsync(delivery, copies, number => SendOnceAsync(delivery, before, isLast: number == copies, cancellationToken), cancellationToken);
        }

        return await SendOnceAsync(delivery, before, isLast: true, cancellationToken);
    }

    private async Task<DeliveryOutcome> SendOnceAsync(Delivery delivery, long? before, bool isLast, CancellationToken cancellationToken)
    {
        await using var document = await delivery.OpenDocumentAsync(cancellationToken);
        var connected = await connector.ConnectAsync(delivery.Device, cancellationToken);
        if (connected.Connection is not { } connection)
        {
            return DeliveryOutcome.NotPrinted(connected.Fault) with { IsTransient = connected.IsTransient };
        }

        using (connection)
        {
            return delivery.Device.Pjl
                ? await SendWrappedAsync(connection, delivery, document, before, cancellationToken)
                : await SendBareAsync(connection, delivery, document, before, isLast, cancellationToken);
        }
    }

    private async Task<DeliveryOutcome> SendWrappedAsync(DeviceConnection connection, Delivery delivery, PrintDocument document, long? before, CancellationToken cancellationToken)
    {
        var outcome = await pjl.SendAsync(connection, delivery, document, cancellationToken);
        switch (outcome)
        {
            case { Outcome: ReleaseOutcome.NotPrinted }:
                return outcome;
            case { Counts.PjlJob: not null }:
                // the device has said what came out: the counter is a second witness, asked once
                return outcome with { Counts = outcome.Counts with { Counter = await counters.SinceAsync(delivery.Device, before, cancellationToken) } };
            default:
                var growth = await counters.GrowthAsync(delivery, before, isWhole: outcome.Outcome == ReleaseOutcome.Completed, cancellationToken);
                return Judge(outcome, growth);
        }
    }

    private async Task<DeliveryOutcome> SendBareAsync(DeviceConnection connection, Delivery delivery, PrintDocument document, long? before, bool isLast, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        try
        {
            var (sent, fault) = await sender.SendAsync(connection, document, delivery.Progress, either.Token);
            return fault.Length == 0
                ? await CloseAsync(connection, delivery, sent, before, isLast, cancellationToken)
                : await BrokenAsync(delivery, sent, fault, before, cancellationToken);
        }
        catch (OperationCanceledException) when (delivery.Canceled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            connection.Abort();
            return await BrokenAsync(delivery, delivery.Progress.BytesSent, delivery.CancelReason(), before, cancellationToken);
        }
    }

    private async Task<DeliveryOutcome> BrokenAsync(Delivery delivery, long sent, string fault, long? before, CancellationToken cancellationToken)
    {
        var broken = DeliveryOutcome.Broken(sent, fault);
        return broken.Outcome == ReleaseOutcome.NotPrinted
            ? broken
            : broken with { Counts = DeviceCounts.ByCounter((await counters.GrowthAsync(delivery, before, isWhole: false, cancellationToken)).Pages) };
    }

    private async Task<DeliveryOutcome> CloseAsync(DeviceConnection connection, Delivery delivery, long sent, long? before, bool isLast, CancellationToken cancellationToken)
    {
        delivery.Progress.Printing(pages: null);
        var inOrder = await connection.EndAsync(cancellationToken) && await sender.WaitForCloseAsync(connection, CloseMax, cancellationToken);
        var outcome = inOrder
            ? new DeliveryOutcome(ReleaseOutcome.Completed, sent, default, "")
            : new DeliveryOutcome(ReleaseOutcome.Partial, sent, default, "The device broke the connection after the last byte: look whether all pages came out.");

        // what came out is judged once, when all copies are with the device
        return isLast ? Judge(outcome, await counters.GrowthAsync(delivery, before, isWhole: true, cancellationToken)) : outcome;
    }

    // a device that still stands although it took every byte has not printed the whole
    private static DeliveryOutcome Judge(DeliveryOutcome outcome, PageGrowth growth) => outcome.Outcome == ReleaseOutcome.Completed && growth.Obstacle.Length > 0
        ? outcome with { Outcome = ReleaseOutcome.Partial, Counts = DeviceCounts.ByCounter(growth.Pages), Reason = growth.Obstacle }
        : outcome with { Counts = DeviceCounts.ByCounter(growth.Pages) };
}
