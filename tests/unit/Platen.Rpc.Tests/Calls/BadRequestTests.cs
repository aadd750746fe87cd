using System.Net;
using System.Text;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

/// <summary>Requests that no gRPC client sends, on the wire.</summary>
public sealed class BadRequestTests : IAsyncLifetime
{
    private ProbeServer _server = null!;
    private RawClient _raw = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync(new ProbeService());
        _raw = new RawClient(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _raw.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc+json")]
    [InlineData("application/grpc-web")]
    public async Task ContentType_OfAnotherProtocol_Is415(string contentType)
    {
        var answer = await _raw.SendAsync("Echo", RawClient.Frame([]), r =>
        {
            r.Content!.Headers.Remove("content-type");
            r.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.GrpcStatus.ShouldBeNull();
        Encoding.UTF8.GetString(answer.Body).ShouldContain("application/grpc");
    }

    [Fact]
    public async Task Encoding_Unknown_IsUnimplementedAndTheKnownOnesAreNamed()
    {
        var answer = await _raw.SendAsync("Echo", RawClient.Frame([], flag: 1), r => r.Headers.Add("grpc-encoding", "snappy"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.GrpcStatus.ShouldBe("12");
        answer.AcceptEncoding.ShouldBe("identity");
    }

    [Fact]
    public async Task Encoding_Identity_IsServed()
    {
        (await _raw.SendAsync("Echo", RawClient.Frame([]), r => r.Headers.Add("grpc-encoding", "identity"))).GrpcStatus.ShouldBe("0");
    }

    [Fact]
    public async Task Unary_NoMessage_IsRefused()
    {
        var answer = await _raw.SendAsync("Echo", []);

        answer.GrpcStatus.ShouldBe("13");
        answer.GrpcMessage.ShouldBe("The client ended its side without the one message that the method asks for.");
    }

    [Fact]
    public async Task Unary_TwoMessages_AreRefused()
    {
        var answer = await _raw.SendAsync("Echo", [.. RawClient.Frame([]), .. RawClient.Frame([])]);

        answer.GrpcStatus.ShouldBe("13");
        answer.GrpcMessage.ShouldBe("The client sent more than the one message that the method asks for.");
    }

    [Fact]
    public async Task Message_NoProtobuf_IsRefused()
    {
        var answer = await _raw.SendAsync("Echo", RawClient.Frame([0xFF, 0xFF, 0xFF]));

        answer.GrpcStatus.ShouldBe("13");
        answer.GrpcMessage.ShouldBe("A message is no valid ProbeRequest.");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Verb_NotPost_IsNotServed(string verb)
    {
        var answer = await _raw.SendAsync("Echo", RawClient.Frame([]), r => r.Method = new HttpMethod(verb));

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Fallback_NoRpc_IsLeftToOtherEndpoints()
    {
        var answer = await _raw.SendAsync("Nothing", [], r => r.Content!.Headers.Remove("content-type"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EveryTruncation_OfAStream_EndsWithAStatus()
    {
        byte[] body = [.. RawClient.Frame([0x0A, 1, 0x61]), .. RawClient.Frame([0x0A, 1, 0x62])];
        int[] whole = [0, 8, 16];
        for (var length = 0; length <= body.Length; length++)
        {
            var answer = await _raw.SendAsync("Collect", body[..length]);

            answer.GrpcStatus.ShouldBe(whole.Contains(length) ? "0" : "13", $"after {length} bytes");
        }
    }

    // Seeded, so that a failure can be found again; the same run is the unit-test form of a fuzz target.
    [Theory]
    [InlineData("Echo", 1)]
    [InlineData("Collect", 2)]
    [InlineData("Chat", 3)]
    public async Task RandomBytes_NeverBreakTheServerAndAlwaysEndWithAStatus(string method, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var answer = await _raw.SendAsync(method, RandomBody(random));

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            int.Parse(answer.GrpcStatus!).ShouldBeOneOf(0, 8, 13);
        }

        (await _raw.SendAsync("Echo", RawClient.Frame([]))).GrpcStatus.ShouldBe("0");
        _server.Log.Entries.Count.ShouldBe(0);
    }

    /// <summary>Noise, noise in good frames, and good frames with a bit flipped or their end cut off.</summary>
    private static byte[] RandomBody(Random random)
    {
        var noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        if (random.Next(4) == 0)
        {
            return noise;
        }

        byte[] body = [.. RawClient.Frame([0x0A, 3, 0x61, 0x62, 0x63]), .. RawClient.Frame(random.Next(2) == 0 ? noise : [0x18, 7])];
        if (random.Next(2) == 0)
        {
            body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
        }

        return body[..random.Next(body.Length + 1)];
    }
}
