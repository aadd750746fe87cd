using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platen.Rpc.Client;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

/// <summary>Answers that no gRPC server gives: proxies, wrong addresses, broken servers.</summary>
public sealed class BadResponseTests
{
    [Theory]
    [InlineData(400, RpcStatusCode.Internal)]
    [InlineData(401, RpcStatusCode.Unauthenticated)]
    [InlineData(403, RpcStatusCode.PermissionDenied)]
    [InlineData(404, RpcStatusCode.Unimplemented)]
    [InlineData(415, RpcStatusCode.Unknown)]
    [InlineData(429, RpcStatusCode.Unavailable)]
    [InlineData(500, RpcStatusCode.Unknown)]
    [InlineData(502, RpcStatusCode.Unavailable)]
    [InlineData(503, RpcStatusCode.Unavailable)]
    [InlineData(504, RpcStatusCode.Unavailable)]
    public async Task HttpStatus_WithoutGrpcStatus_IsMapped(int httpStatus, RpcStatusCode expected)
    {
        var failure = await CallAsync(http =>
        {
            http.Response.StatusCode = httpStatus;
            return http.Response.WriteAsync("<html>");
        });

        failure.Code.ShouldBe(expected);
        failure.Message.ShouldContain($"{httpStatus}");
    }

    [Fact]
    public async Task HttpStatus_WithGrpcStatus_TheLatterCounts()
    {
        var failure = await CallAsync(http =>
        {
            http.Response.StatusCode = 503;
            http.Response.Headers["grpc-status"] = "7";
            http.Response.Headers["grpc-message"] = "no%20";
            return Task.CompletedTask;
        });

        failure.Status.ShouldBe(new RpcStatus(RpcStatusCode.PermissionDenied, "no "));
    }

    [Fact]
    public async Task ContentType_Html_IsNamed()
    {
        var failure = await CallAsync(http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync("<html>");
        });

        failure.Code.ShouldBe(RpcStatusCode.Unknown);
        failure.Message.ShouldContain("text/html");
    }

    [Fact]
    public async Task Trailers_Missing_IsAClearError()
    {
        var failure = await CallAsync(http => WriteAsync(http, RawClient.Frame([])));

        failure.Code.ShouldBe(RpcStatusCode.Unknown);
        failure.Message.ShouldContain("without a grpc-status");
    }

    [Fact]
    public async Task Status_Unknown_IsUnknownAndNamed()
    {
        var failure = await CallAsync(async http =>
        {
            await WriteAsync(http, RawClient.Frame([]));
            http.Response.AppendTrailer("grpc-status", "99");
        });

        failure.Code.ShouldBe(RpcStatusCode.Unknown);
        failure.Message.ShouldContain("99");
    }

    [Fact]
    public async Task Message_Missing_IsAClearError()
    {
        var failure = await CallAsync(async http =>
        {
            await WriteAsync(http, []);
            http.Response.AppendTrailer("grpc-status", "0");
        });

        failure.Code.ShouldBe(RpcStatusCode.Internal);
        failure.Message.ShouldContain("no response");
    }

    [Fact]
    public async Task Message_CutOff_IsAClearError()
    {
        var failure = await CallAsync(async http =>
        {
            await WriteAsync(http, RawClient.Frame([0x0A, 3, 0x61, 0x62, 0x63])[..7]);
            http.Response.AppendTrailer("grpc-status", "0");
        });

        failure.Code.ShouldBe(RpcStatusCode.Internal);
        failure.Message.ShouldContain("within a message");
    }

    [Fact]
    public async Task Message_Compressed_IsRefused()
    {
        var failure = await CallAsync(http =>
        {
            http.Response.Headers["grpc-encoding"] = "gzip";
            return WriteAsync(http, RawClient.Frame([], flag: 1));
        });

        failure.Code.ShouldBe(RpcStatusCode.Internal);
        failure.Message.ShouldContain("gzip");
    }

    [Fact]
    public void Channel_OverHttpClient_IsRefused()
    {
        using var client = new HttpClient();
        Should.Throw<ArgumentException>(() => new RpcChannel(client, new Uri("https://localhost"))).Message.ShouldContain("HttpMessageInvoker");
    }

    [Theory]
    [InlineData("ftp://localhost")]
    [InlineData("https://localhost/path")]
    public void Channel_NoServerAddress_IsRefused(string address)
    {
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        Should.Throw<ArgumentException>(() => new RpcChannel(invoker, new Uri(address))).Message.ShouldContain("scheme, host and port");
    }

    private static Task WriteAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/grpc";
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static async Task<RpcException> CallAsync(RequestDelegate answer)
    {
        await using var server = await ProbeServer.StartAsync(app => app.MapPost("/{service}/{method}", answer));
        return await Within.RpcFailureAsync(() => server.Connect().UnaryAsync(ProbeMethods.Echo, new ProbeRequest()));
    }
}
