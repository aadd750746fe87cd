using System.Net;
using System.Net.Sockets;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>A TCP peer that answers every connection as the test says: for devices that misbehave.</summary>
internal sealed class ScriptedPrinter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public ScriptedPrinter(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _accepting = AcceptAsync(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Reads the beginning of what the agent says.</summary>
    public static async Task HearAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        if (await stream.ReadAsync(new byte[65536], cancellationToken) == 0)
        {
            throw new IOException("The agent said nothing.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> answer)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                serving.Add(ServeAsync(client, answer));
            }
        }
        finally
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> answer)
    {
        using (client)
        {
            try
            {
                await answer(client.GetStream(), _stop.Token);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
                // the agent has hung up, or the test is over
            }
        }
    }
}
