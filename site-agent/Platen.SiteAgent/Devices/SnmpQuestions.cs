using System.Net.Sockets;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Snmp;

namespace Platen.SiteAgent.Devices;

/// <summary>Asks a device by SNMP v2c: one datagram, asked again once; whatever is not the answer to it is ignored.</summary>
internal sealed class SnmpQuestions(TimeProvider time)
{
    private const string Community = "public";
    private const int Attempts = 2;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMilliseconds(700);

    private int _requestId;

    /// <summary>The answer; null: none, or none that can be read.</summary>
    public async Task<SnmpPdu?> AskAsync(ReplicaDevice device, Func<int, SnmpPdu> question, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new UdpClient();
            socket.Connect(device.Host, device.SnmpPort);
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await AskOnceAsync(socket, question, cancellationToken) is { } pdu)
                {
                    return pdu;
                }
            }

            return null;
        }
        catch (SocketException)
        {
            return null; // nobody listens there
        }
    }

    private async Task<SnmpPdu?> AskOnceAsync(UdpClient socket, Func<int, SnmpPdu> question, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _requestId) & int.MaxValue;
        await socket.SendAsync(SnmpCodec.Encode(new SnmpMessage(SnmpVersion.V2c, Community, question(id))), cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, AnswerMax, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var datagram = await socket.ReceiveAsync(limit.Token);
                if (TryDecode(datagram.Buffer) is { Type: SnmpPduType.Response } pdu && pdu.RequestId == id)
                {
                    return pdu;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static SnmpPdu? TryDecode(byte[] datagram)
    {
        try
        {
            return SnmpCodec.Decode(datagram, SnmpLimits.Default).Pdu;
        }
        catch (SnmpFormatException)
        {
            return null; // anybody can send a datagram; the right answer may still come
        }
    }
}
