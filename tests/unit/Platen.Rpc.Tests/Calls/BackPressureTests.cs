using Google.Protobuf;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

/// <summary>A slow receiver holds its sender back, in both directions, so that neither side fills its memory.</summary>
public sealed class BackPressureTests
{
    private const int MessageBytes = 64 * 1024;

    // HTTP/2 windows and the sockets' buffers: some messages are always under way. Without back-pressure all would be.
    private const int UnderWayMax = 500;
    private const int Messages = 1500;

    private static readonly ByteString Payload = ByteString.CopyFrom(new byte[MessageBytes]);

    // Mutant: do not await the flush in MessageWriter; then the sender never stands still.
    [Fact]
    public async Task Server_ClientDoesNotRead_StopsSendingAndGoesOnLater()
    {
        var sent = 0;
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcServerStreaming(ProbeMethods.Produce, async (_, replies, _) =>
        {
            for (var i = 0; i < Messages; i++)
            {
                await replies.WriteAsync(new ProbeReply { Payload = Payload });
                Interlocked.Increment(ref sent);
            }
        }));
        var received = 0;
        await foreach (var reply in server.Connect().ServerStreamAsync(ProbeMethods.Produce, new ProbeRequest()))
        {
            if (received++ == 0)
            {
                (await StandsStillAtAsync(() => Volatile.Read(ref sent))).ShouldBeLessThan(UnderWayMax);
            }
        }

        received.ShouldBe(Messages);
    }

    [Fact]
    public async Task Client_ServerDoesNotRead_StopsSendingAndGoesOnLater()
    {
        var mayRead = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcBidi(ProbeMethods.Chat, async (requests, replies, _) =>
        {
            await mayRead.Task;
            var count = 0;
            await foreach (var request in requests.ReadAllAsync())
            {
                count++;
            }

            await replies.WriteAsync(new ProbeReply { Count = count });
        }));
        await using var call = server.Connect().OpenBidi(ProbeMethods.Chat);
        var sent = 0;
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Messages; i++)
            {
                await call.WriteAsync(new ProbeRequest { Payload = Payload });
                Interlocked.Increment(ref sent);
            }

            await call.CompleteAsync();
        });

        (await StandsStillAtAsync(() => Volatile.Read(ref sent))).ShouldBeLessThan(UnderWayMax);
        mayRead.SetResult();

        (await Within.SecondsAsync(call.ReadAsync().AsTask(), "the count of messages"))!.Count.ShouldBe(Messages);
        await sending;
    }

    /// <summary>The count when it has begun to rise and then not changed for a while.</summary>
    private static async Task<int> StandsStillAtAsync(Func<int> count)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
        var last = 0;
        for (var polls = 0; polls < 100; polls++)
        {
            await poll.WaitForNextTickAsync();
            var now = count();
            if (now > 0 && now == last)
            {
                return now;
            }

            last = now;
        }

        throw new TimeoutException($"Waited for the sender to stand still; it was at {last} messages.");
    }
}
