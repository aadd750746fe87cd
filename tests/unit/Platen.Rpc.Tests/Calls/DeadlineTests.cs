using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

public sealed class DeadlineTests
{
    private static readonly RpcCallOptions Soon = new() { Timeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Unary_ServerStalls_DeadlineEndsTheCallOnBothSides()
    {
        var service = new ProbeService();
        await using var server = await ProbeServer.StartAsync(service);
        using var channel = server.Connect();
        await channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest()); // connected and compiled, so that the handler begins before the deadline

        var failure = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Stall, new ProbeRequest(), Soon));

        failure.Code.ShouldBe(RpcStatusCode.DeadlineExceeded);
        await Within.SecondsAsync(service.CancelledAsync, "the handler to see its deadline");
    }

    [Fact]
    public async Task Server_OwnDeadlineTimer_EndsWithTheStatusInTrailers()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        using var raw = new RawClient(server.Address);

        // No timer on this client: the status can only be the server's.
        var answer = await raw.SendAsync("Stall", RawClient.Frame([]), r => r.Headers.Add("grpc-timeout", "50m"));

        answer.GrpcStatus.ShouldBe("4");
    }

    [Fact]
    public async Task Server_HandlerThrowsItsOwnErrorAtTheDeadline_ClientStillGetsDeadlineExceeded()
    {
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcUnary(ProbeMethods.Stall, async (_, context) =>
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.CancellationToken.Register(() => gone.SetResult());
            await gone.Task;
            throw new InvalidDataException("half done");
        }));
        using var raw = new RawClient(server.Address);

        (await raw.SendAsync("Stall", RawClient.Frame([]), r => r.Headers.Add("grpc-timeout", "50m"))).GrpcStatus.ShouldBe("4");
    }

    [Fact]
    public async Task Bidi_NobodySends_BothSidesEndAtTheDeadline()
    {
        var service = new ProbeService();
        await using var server = await ProbeServer.StartAsync(service);
        using var channel = server.Connect();
        await channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest());
        await using var call = channel.OpenBidi(ProbeMethods.Chat, Soon);

        var failure = await Within.RpcFailureAsync(() => call.ReadAsync().AsTask());

        failure.Code.ShouldBe(RpcStatusCode.DeadlineExceeded);
        call.Status!.Value.Code.ShouldBe(RpcStatusCode.DeadlineExceeded);
        await Within.SecondsAsync(service.CancelledAsync, "the handler to see its deadline");
    }

    [Fact]
    public async Task Unary_DeadlineAlreadyOver_NothingIsSent()
    {
        var service = new ProbeService();
        await using var server = await ProbeServer.StartAsync(service);
        using var channel = server.Connect();
        var past = new RpcCallOptions { Deadline = TimeProvider.System.GetUtcNow().AddSeconds(-1), Timeout = TimeSpan.FromHours(1) };

        var failure = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Stall, new ProbeRequest(), past));

        failure.Code.ShouldBe(RpcStatusCode.DeadlineExceeded);
        service.StartedAsync.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1 S")]
    [InlineData("123456789S")]
    public async Task Server_MalformedTimeout_IsRefusedAndNamed(string value)
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        using var raw = new RawClient(server.Address);

        var answer = await raw.SendAsync("Echo", RawClient.Frame([]), r => r.Headers.TryAddWithoutValidation("grpc-timeout", value));

        answer.GrpcStatus.ShouldBe("13");
        answer.GrpcMessage!.ShouldContain(value);
    }

    [Fact]
    public async Task Server_AgesLongTimeout_IsServed()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        using var channel = server.Connect();

        await channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest(), new RpcCallOptions { Timeout = TimeSpan.MaxValue });
        await channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest(), new RpcCallOptions { Deadline = DateTimeOffset.MaxValue });
    }
}
