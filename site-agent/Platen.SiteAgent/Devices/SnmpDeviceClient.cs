using System.Net;
using System.Net.Sockets;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Snmp;

namespace Platen.SiteAgent.Devices;

/// <summary>Asks a device by SNMP v2c for its state and counter (RFC 2790, RFC 3805): one datagram, asked again once.</summary>
internal sealed class SnmpDeviceClient(TimeProvider time)
{
    private const string Community = "public";
    private const int Attempts = 2;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMilliseconds(700);

    // the printer is the first device, and has its first marker: true of every single-function and multifunction printer seen
    private static readonly SnmpOid HrPrinterStatusOid = PrinterOids.HrPrinterStatus.Append(1);
    private static readonly SnmpOid ErrorStateOid = PrinterOids.HrPrinterDetectedErrorState.Append(1);
    private static readonly SnmpOid LifeCountOid = PrinterOids.PrtMarkerLifeCount.Append(1, 1);
    private static readonly SnmpOid SerialNumberOid = PrinterOids.PrtGeneralSerialNumber.Append(1);

    private static readonly SnmpOid[] Oids =
        [HrPrinterStatusOid, ErrorStateOid, LifeCountOid, SerialNumberOid, PrinterOids.SysDescr];

    private int _requestId;

    /// <summary>The device's state; null: no answer, or none that can be read.</summary>
    public async Task<DeviceStatus?> ReadAsync(ReplicaDevice device, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new UdpClient();
            socket.Connect(device.Host, device.SnmpPort);
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await AskAsync(socket, cancellationToken) is { } pdu)
                {
                    return Read(pdu);
                }
            }

            return null;
        }
        catch (SocketException)
        {
            return null; // nobody listens there
        }
    }

    private async Task<SnmpPdu?> AskAsync(UdpClient socket, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _requestId) & int.MaxValue;
        var request = new SnmpMessage(SnmpVersion.V2c, Community, SnmpPdu.Request(SnmpPduType.Get, id, Oids));
        await socket.SendAsync(SnmpCodec.Encode(request), cancellationToken);
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

    private static DeviceStatus Read(SnmpPdu pdu)
    {
        SnmpValue? Value(SnmpOid oid) => pdu.Variables.Where(variable => variable.Oid == oid && !variable.Value.IsAbsent).Select(variable => (SnmpValue?)variable.Value).FirstOrDefault();
        var errors = Value(ErrorStateOid) is { } octets ? PrinterErrorStates.Decode(octets.Octets.Span) : PrinterErrorState.None;
        var status = (HrPrinterStatus)(Value(HrPrinterStatusOid)?.AsNumber() ?? 0);
        var isStopped = DeviceStatusWords.IsStopped(errors);
        var reasons = DeviceStatusWords.Of(errors);
        return new DeviceStatus
        {
            PrinterState = isStopped ? DeviceStatusWords.Stopped : status == HrPrinterStatus.Printing ? DeviceStatusWords.Processing : DeviceStatusWords.Idle,
            Reasons = reasons,
            PageCounter = Value(LifeCountOid)?.AsNumber(),
            SerialNumber = Text(Value(SerialNumberOid)),
            Model = Text(Value(PrinterOids.SysDescr)),
            Obstacle = isStopped ? $"The device has stopped: {string.Join(", ", reasons)}." : "",
        };
    }

    private static string Text(SnmpValue? value)
    {
        var text = value?.AsText() ?? "";
        return string.Concat(text.Where(c => !char.IsControl(c)).Take(120));
    }
}
