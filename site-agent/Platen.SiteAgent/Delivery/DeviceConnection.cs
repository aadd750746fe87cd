using System.Net.Security;
using System.Net.Sockets;

namespace Platen.SiteAgent.Delivery;

/// <summary>A TCP connection to a device, inside TLS or not. Whatever breaks it is a <see cref="SocketException"/>.</summary>
internal sealed class DeviceConnection(Socket socket, SslStream? tls) : IDisposable
{
    /// <summary>Sends the beginning of the bytes, and says how many.</summary>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (tls is null)
        {
            return await socket.SendAsync(bytes, SocketFlags.None, cancellationToken);
        }

        try
        {
            await tls.WriteAsync(bytes, cancellationToken);
            return bytes.Length;
        }
        catch (IOException fault)
        {
            throw Broken(fault);
        }
    }

    /// <summary>Sends all of the bytes.</summary>
    public async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await SendAsync(bytes, cancellationToken)..];
        }
    }

    /// <summary>Waits for bytes of the device; 0: it has closed.</summary>
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (tls is null)
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        }

        try
        {
            return await tls.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException fault)
        {
            throw Broken(fault);
        }
    }

    /// <summary>Says that nothing more comes; false: the connection is broken.</summary>
    public async ValueTask<bool> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (tls is not null)
            {
                await tls.ShutdownAsync().WaitAsync(cancellationToken);
            }

            socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Makes <see cref="Dispose"/> a reset, so that the device does not take what it has for the whole.</summary>
    public void Abort() => socket.LingerState = new LingerOption(enable: true, seconds: 0);

    public void Dispose()
    {
        // the socket first: to dispose a TLS stream in good order would wait for a device that may take nothing
        socket.Dispose();
        tls?.Dispose();
    }

    private static SocketException Broken(IOException fault) => fault.InnerException as SocketException ?? new SocketException((int)SocketError.ConnectionReset);
}
