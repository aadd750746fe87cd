using System.Net;
using System.Net.Sockets;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Intake.Raw;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>A RAW port whose accept fails, as it does when no file descriptor is free.</summary>
public sealed class RawListenerTests
{
    // mutant: a loop that ends at the first failure leaves the port dead; one without the pause spins; one that does not give the place back stops after the second failure
    [Fact]
    public async Task Accept_ThatFails_IsTriedAgainAfterAPause_AndThePortStaysOpen()
    {
        await using var host = await IntakeHost.StartAsync();
        var time = new ManualTimeProvider();
        var (calls, failures) = (0, 3);
        ValueTask<Socket> AcceptAsync(Socket socket, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref calls) <= failures ? throw new SocketException((int)SocketError.TooManyOpenSockets) : socket.AcceptAsync(cancellationToken);
        var end = new IPEndPoint(IPAddress.Loopback, Delivery.PeerProcess.FreePort());
        await using var listener = new RawListener(
            new RawTarget(IntakeHost.Pull, JobRoute.OfQueue), end, host.Get<RawConnection>(), connectionsMax: 2, time, AcceptAsync, CancellationToken.None);

        var document = Documents.PostScript(1);
        using var client = new WireClient(end.Port);
        await client.SendAsync(document);
        client.Finish();
        for (var i = 1; i <= failures; i++)
        {
            var tries = i;
            await IntakeHost.UntilAsync(() => Volatile.Read(ref calls) == tries, () => $"try {tries}; there were {calls}");
            host.Jobs.Count.ShouldBe(0);
            await IntakeHost.UntilAsync(
                () =>
                {
                    time.Advance(TimeSpan.FromMilliseconds(100));
                    return Volatile.Read(ref calls) > tries;
                },
                () => "the pause to end");
        }

        (await client.AnswerAsync()).ShouldBe(Wire.Closed);
        await host.TheJobAsync(document);
    }

    [Fact]
    public async Task Listener_ClosedWhileItsAcceptFails_Ends()
    {
        await using var host = await IntakeHost.StartAsync();
        var listener = new RawListener(
            new RawTarget(IntakeHost.Pull, JobRoute.OfQueue), new IPEndPoint(IPAddress.Loopback, 0), host.Get<RawConnection>(), connectionsMax: 1, new ManualTimeProvider(),
            (_, _) => throw new SocketException((int)SocketError.TooManyOpenSockets), CancellationToken.None);

        await listener.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
