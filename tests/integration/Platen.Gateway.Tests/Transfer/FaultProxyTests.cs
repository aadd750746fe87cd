using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platen.TestKit.Faults;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>The proxy does to a line what the tests that use it believe.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private FaultProxy _proxy = null!;
    private Socket _client = null!;
    private Socket _server = null!;

    public async Task InitializeAsync()
    {
        _target.Start();
        _proxy = new FaultProxy(((IPEndPoint)_target.LocalEndpoint).Port);
        (_client, _server) = await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _client.Dispose();
        _server.Dispose();
        _target.Dispose();
    }

    [Fact]
    public async Task Delay_OneWay_IsFeltOnThatWayOnly()
    {
        _proxy.Down.Delay = TimeSpan.FromMilliseconds(200);
        var began = Stopwatch.GetTimestamp();
        await PassAsync(_client, _server);
        var up = Stopwatch.GetElapsedTime(began);
        await PassAsync(_server, _client);
        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(up + TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Throttle_SlowsDown()
    {
        _proxy.Down.BytesPerSecond = 64 * 1024;
        var began = Stopwatch.GetTimestamp();
        await _server.SendAsync(new byte[16 * 1024]);
        await ReadAsync(_client, 16 * 1024);
        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task Stop_OneWay_HoldsBackAndThenDelivers()
    {
        _proxy.Up.Stop();
        await _client.SendAsync(new byte[1]);
        await PassAsync(_server, _client);
        _server.Available.ShouldBe(0);
        _proxy.Up.Go();
        await ReadAsync(_server, 1);
    }

    [Fact]
    public async Task Cut_ResetsBothEnds()
    {
        await PassAsync(_client, _server);
        _proxy.Cut();
        await ShouldBeResetAsync(_client);
        await ShouldBeResetAsync(_server);
        (_proxy.Lines, _proxy.CutsMade).ShouldBe((0, 1));
    }

    [Fact]
    public async Task HalfOpen_TellsTheOneEndOnly()
    {
        await PassAsync(_client, _server);
        _proxy.LeaveHalfOpen();
        await ShouldBeResetAsync(_client);
        _server.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead).ShouldBeFalse();
    }

    [Fact]
    public async Task Refuse_NewLines_AreReset()
    {
        _proxy.Refuses = true;
        using var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Should.ThrowAsync<SocketException>(async () =>
        {
            await late.ConnectAsync(IPAddress.Loopback, _proxy.Port, limit.Token); // the reset may come before it has connected, or after
            await late.SendAsync(new byte[1], limit.Token);
            (await late.ReceiveAsync(new byte[1], limit.Token)).ShouldBe(1, "an end without a reset");
        });
        await PassAsync(_client, _server);
    }

    private async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return (client, await _target.AcceptSocketAsync());
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        await from.SendAsync(new byte[1]);
        await ReadAsync(to, 1);
    }

    private static async Task ReadAsync(Socket socket, int bytes)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (var read = 0; read < bytes;)
        {
            read += await socket.ReceiveAsync(new byte[bytes - read], limit.Token);
        }
    }

    private static async Task ShouldBeResetAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Should.ThrowAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[1], limit.Token));
    }
}
