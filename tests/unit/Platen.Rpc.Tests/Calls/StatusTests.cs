using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

public sealed class StatusTests : IAsyncLifetime
{
    private ProbeServer _server = null!;
    private RpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync(new ProbeService());
        _channel = _server.Connect();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public static TheoryData<int> FailureCodes => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(FailureCodes))]
    public async Task Handler_ThrowsRpcException_CallerGetsCodeMessageAndTrailers(int code)
    {
        var message = "100 % voll: Straße, 日本, 🖨, \"x\"\r\n\tEnd";

        var failure = await Within.RpcFailureAsync(() => _channel.UnaryAsync(ProbeMethods.Fail, new ProbeRequest { Code = code, Text = message }));

        failure.Status.ShouldBe(new RpcStatus((RpcStatusCode)code, message));
        failure.Trailers.Get("x-why").ShouldBe("because");
    }

    [Fact]
    public async Task Handler_ThrowsAnythingElse_CallerGetsUnknownWithoutDetailsAndTheLogHasThem()
    {
        var failure = await Within.RpcFailureAsync(() => _channel.UnaryAsync(ProbeMethods.Fail, new ProbeRequest()));

        failure.Code.ShouldBe(RpcStatusCode.Unknown);
        failure.ToString().ShouldNotContain("secret");
        _server.Log.Entries.ShouldContain(e => e.Text.Contains("/platen.rpc.probe.v1.Probe/Fail") && e.Exception is InvalidDataException);
    }

    // mutant: the host's faults are not asked, and a caller that should come again at once is told UNKNOWN
    [Fact]
    public async Task Handler_ThrowsAFaultThatTheHostKnows_CallerGetsItsStatus()
    {
        await using var server = await ProbeServer.StartAsync(
            app =>
            {
                app.MapRpcUnary(ProbeMethods.Fail, (_, _) => throw new TimeoutException("a secret address"));
                app.MapRpcUnary(ProbeMethods.Echo, (_, _) => throw new InvalidDataException("secret"));
            },
            faults: new KnownFaults());
        var channel = server.Connect();

        var known = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Fail, new ProbeRequest()));
        var unknown = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest()));

        known.Status.ShouldBe(new RpcStatus(RpcStatusCode.Unavailable, "again, soon"));
        unknown.Code.ShouldBe(RpcStatusCode.Unknown);
    }

    [Fact]
    public async Task Handler_FailsAfterMessages_TheyComeFirst()
    {
        var received = 0;
        var failure = await Within.RpcFailureAsync(async () =>
        {
            await foreach (var reply in _channel.ServerStreamAsync(ProbeMethods.Produce, new ProbeRequest { Count = 7, Code = 15, Text = "gone" }))
            {
                received = reply.Count;
            }
        });

        received.ShouldBe(7);
        failure.Status.ShouldBe(new RpcStatus(RpcStatusCode.DataLoss, "gone"));
    }

    [Fact]
    public async Task Status_HugeMessage_IsCutAndTheConnectionLives()
    {
        var failure = await Within.RpcFailureAsync(
            () => _channel.UnaryAsync(ProbeMethods.Fail, new ProbeRequest { Code = 9, Text = new string('ü', 1_000_000) }));

        failure.Code.ShouldBe(RpcStatusCode.FailedPrecondition);
        failure.Message.ShouldBe(new string('ü', RpcStatus.MessageBytesMax / 6));
        (await _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest { Text = "still" })).Text.ShouldBe("still");
    }

    [Theory]
    [InlineData(ProbeMethods.Service, "Nothing")]
    [InlineData("no.such.Service", "Echo")]
    public async Task Fallback_UnknownMethod_IsUnimplementedAndNamed(string service, string method)
    {
        var unknown = RpcMethod.Unary<ProbeRequest, ProbeReply>(service, method);

        var failure = await Within.RpcFailureAsync(() => _channel.UnaryAsync(unknown, new ProbeRequest()));

        failure.Code.ShouldBe(RpcStatusCode.Unimplemented);
        failure.Message.ShouldContain($"/{service}/{method}");
    }

    [Fact]
    public async Task Metadata_TextAndBytes_TravelBothWays()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var metadata = new RpcMetadata { { "x-text", "a, b; c=\"d\"" } };
        metadata.AddBinary("x-bytes-bin", bytes);
        var echoed = await ProbeEcho.CallAsync(_channel, metadata);

        echoed.Headers.Get("x-text").ShouldBe("a, b; c=\"d\"");
        echoed.Trailers.TryGetBinary("x-bytes-bin", out var received).ShouldBeTrue();
        received.ShouldBe(bytes);
    }

    [Fact]
    public async Task Server_IsNotThere_IsUnavailable()
    {
        await _server.StopAsync();

        var failure = await Within.RpcFailureAsync(() => _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest()));

        failure.Code.ShouldBe(RpcStatusCode.Unavailable);
    }

    private sealed class KnownFaults : IRpcFaults
    {
        public RpcStatus? StatusOf(Exception fault) => fault is TimeoutException ? new RpcStatus(RpcStatusCode.Unavailable, "again, soon") : null;
    }
}
