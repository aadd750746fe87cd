using System.Net;
using System.Net.Sockets;
using Platen.Protocols.Snmp;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Snmp;

/// <summary>An SNMP v1/v2c agent over UDP for the community "public", read only.</summary>
internal sealed partial class SnmpAgent : IAsyncDisposable
{
    private readonly SnmpResponder _responder;
    private readonly ILogger _log;
    private readonly UdpClient _socket;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    internal SnmpAgent(IPAddress address, int port, MfpDevice device, ILogger log)
    {
        _responder = new SnmpResponder(new SnmpObjects(device));
        _log = log;
        try
        {
            _socket = new UdpClient(new IPEndPoint(address, port));
        }
        catch (SocketException e)
        {
            throw new IOException($"cannot listen on udp {address}:{port}: {e.Message}; choose another --snmp-port, or 0 for a free one", e);
        }
    }

    internal int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    internal void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var datagram = await _socket.ReceiveAsync(cancellationToken);
                if (_responder.Answer(datagram.Buffer) is { } answer)
                {
                    await _socket.SendAsync(answer, datagram.RemoteEndPoint, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is SnmpFormatException or SocketException)
            {
                LogDropped(_log, e.Message);
            }
        }
    }

    [LoggerMessage(7010, LogLevel.Debug, "SNMP datagram dropped: {Reason}")]
    private static partial void LogDropped(ILogger logger, string reason);
}
