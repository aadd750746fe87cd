using System.Net.Sockets;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// RAW (JetDirect): the document as it is, byte for byte, then the end of the connection. The protocol says nothing about pages; where the device speaks SNMP, its life-time counter
/// before and after tells them (RFC 3805, prtMarkerLifeCount).
/// </summary>
internal sealed class RawTransport(TcpConnector connector, StreamSender sender, PageCounterWatch counters) : IDeliveryTransport
{
    private static readonly TimeSpan CloseMax = TimeSpan.FromSeconds(30);

    public bool Serves(DeliveryProtocol protocol) => protocol == DeliveryProtocol.Raw;

    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await using var document = await delivery.OpenDocumentAsync(cancellationToken);
        var before = await counters.ReadAsync(delivery.Device, cancellationToken);
        var (socket, fault) = await connector.ConnectAsync(delivery.Device.Host, delivery.Device.Port, cancellationToken);
        if (socket is null)
        {
            return DeliveryOutcome.NotPrinted(fault);
        }

        using (socket)
        {
            (var sent, fault) = await sender.SendAsync(socket, document, delivery.Progress, cancellationToken);
            if (fault.Length > 0)
            {
                return DeliveryOutcome.Broken(sent, fault) with { DevicePages = (await counters.GrowthAsync(delivery, before, isWhole: false, cancellationToken)).Pages };
            }

            delivery.Progress.Printing(pages: null);
            var inOrder = ShutDown(socket) && await sender.WaitForCloseAsync(socket, CloseMax, cancellationToken);
            var growth = await counters.GrowthAsync(delivery, before, isWhole: true, cancellationToken);
            return (inOrder, growth.Obstacle.Length) switch
            {
                (false, _) => new DeliveryOutcome(ReleaseOutcome.Partial, sent, growth.Pages, "The device broke the connection after the last byte: look whether all pages came out."),
                (_, > 0) => new DeliveryOutcome(ReleaseOutcome.Partial, sent, growth.Pages, growth.Obstacle),
                _ => new DeliveryOutcome(ReleaseOutcome.Completed, sent, growth.Pages, ""),
            };
        }
    }

    private static bool ShutDown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
