using System.Buffers.Binary;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

public sealed class LimitTests
{
    private const int FourMib = 4 * 1024 * 1024;

    // The message's own key and length before the payload.
    private const int Overhead = 5;

    [Fact]
    public async Task Unary_MessageOfExactlyTheLimit_PassesBothWays()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        var request = Request(FourMib - Overhead);
        request.CalculateSize().ShouldBe(FourMib);

        (await server.Connect().UnaryAsync(ProbeMethods.Echo, request)).Payload.Equals(request.Payload).ShouldBeTrue();
    }

    [Fact]
    public async Task Unary_OneByteOverTheServersLimit_IsRefusedByIt()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        var channel = server.Connect(new RpcChannelOptions { MaxSendMessageBytes = 2 * FourMib });

        var failure = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Echo, Request(FourMib - Overhead + 1)));

        failure.Code.ShouldBe(RpcStatusCode.ResourceExhausted);
        failure.Message.ShouldContain("receiver's limit of 4194304");
        (await channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest { Text = "still" })).Text.ShouldBe("still");
    }

    [Fact]
    public async Task Unary_OverTheClientsOwnLimit_IsNotSent()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());

        var failure = await Within.RpcFailureAsync(() => server.Connect().UnaryAsync(ProbeMethods.Echo, Request(FourMib)));

        failure.Message.ShouldContain("sender's limit of 4194304");
    }

    [Fact]
    public async Task Unary_ResponseOverTheClientsLimit_IsRefusedByIt()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        var channel = server.Connect(new RpcChannelOptions { MaxReceiveMessageBytes = 1000 });

        var failure = await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Echo, Request(1000)));

        failure.Code.ShouldBe(RpcStatusCode.ResourceExhausted);
        failure.Message.ShouldContain("receiver's limit of 1000");
    }

    [Fact]
    public async Task Unary_ResponseOverTheServersLimit_IsResourceExhausted()
    {
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcUnary(
            ProbeMethods.Echo, (_, _) => Task.FromResult(new ProbeReply { Payload = Request(1001).Payload }), new RpcServerOptions { MaxSendMessageBytes = 1000 }));

        var failure = await Within.RpcFailureAsync(() => server.Connect().UnaryAsync(ProbeMethods.Echo, new ProbeRequest()));

        failure.Code.ShouldBe(RpcStatusCode.ResourceExhausted);
        failure.Message.ShouldContain("sender's limit of 1000");
    }

    [Fact]
    public async Task Bidi_MessageOverTheClientsOwnLimit_IsRefusedAndTheCallGoesOn()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        await using var call = server.Connect().OpenBidi(ProbeMethods.Chat);

        (await Within.RpcFailureAsync(() => call.WriteAsync(Request(FourMib)).AsTask())).Code.ShouldBe(RpcStatusCode.ResourceExhausted);
        await call.WriteAsync(new ProbeRequest { Text = "small" });

        (await call.ReadAsync())!.Text.ShouldBe("small");
    }

    [Fact]
    public async Task Stream_FarLongerThanKestrelsBodyLimit_Passes()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService(), kestrel: o => o.Limits.MaxRequestBodySize = 100_000);
        async IAsyncEnumerable<ProbeRequest> RequestsAsync()
        {
            for (var i = 0; i < 50; i++)
            {
                yield return Request(10_000);
                await Task.Yield();
            }
        }

        (await server.Connect().ClientStreamAsync(ProbeMethods.Collect, RequestsAsync())).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Server_HugeDeclaredLength_IsRefusedWithoutWaitingForIt()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeService());
        using var raw = new RawClient(server.Address);
        var frame = RawClient.Frame(new byte[100]);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), uint.MaxValue);

        (await raw.SendAsync("Echo", frame)).GrpcStatus.ShouldBe("8");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Options_LimitOutOfRange_IsRefused(int bytes)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RpcServerOptions { MaxReceiveMessageBytes = bytes }).Message.ShouldContain("MaxReceiveMessageBytes");
        Should.Throw<ArgumentOutOfRangeException>(() => new RpcChannelOptions { MaxSendMessageBytes = bytes });
    }

    private static ProbeRequest Request(int payloadBytes) => new() { Payload = ByteString.CopyFrom(new byte[payloadBytes]) };
}
