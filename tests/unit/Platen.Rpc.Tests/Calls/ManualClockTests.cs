using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;
using Platen.TestKit.Time;

namespace Platen.Rpc.Tests.Calls;

/// <summary>Deadlines follow the injected clock, not the machine's.</summary>
public sealed class ManualClockTests
{
    private static readonly RpcCallOptions InAnHour = new() { Timeout = TimeSpan.FromHours(1) };

    [Fact]
    public async Task Client_ClockMovedPastTheDeadline_CallEnds()
    {
        var clock = new ManualTimeProvider();
        var service = new ProbeService();
        await using var server = await ProbeServer.StartAsync(service);
        using var channel = RpcChannel.Create(new SocketsHttpHandler(), server.Address, time: clock);
        var call = channel.UnaryAsync(ProbeMethods.Stall, new ProbeRequest(), InAnHour);
        await Within.SecondsAsync(service.StartedAsync, "the handler to start");

        clock.Advance(TimeSpan.FromMinutes(59));
        call.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(2));

        (await Within.RpcFailureAsync(() => call)).Code.ShouldBe(RpcStatusCode.DeadlineExceeded);
        await Within.SecondsAsync(service.CancelledAsync, "the handler to see the cancellation");
    }

    [Fact]
    public async Task Server_ClockMovedPastTheDeadline_ContextKnowsItAndCallEnds()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        var started = new TaskCompletionSource<DateTimeOffset?>();
        await using var server = await ProbeServer.StartAsync(
            app => app.MapRpcUnary(ProbeMethods.Stall, async (_, context) =>
            {
                started.SetResult(context.Deadline);
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return new ProbeReply();
            }),
            time: clock);
        var call = server.Connect().UnaryAsync(ProbeMethods.Stall, new ProbeRequest(), InAnHour);

        (await Within.SecondsAsync(started.Task, "the handler to start")).ShouldBe(start + TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromHours(1));

        var failure = await Within.RpcFailureAsync(() => call);
        failure.Status.ShouldBe(new RpcStatus(RpcStatusCode.DeadlineExceeded, "The deadline passed."));
    }
}
