using System.Text.Json;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Interop;

/// <summary>@grpc/grpc-js as the client of our server.</summary>
public sealed class NodeClientTests(NodeCallsUs node) : IClassFixture<NodeCallsUs>
{
    [Fact]
    public void Unary_IsAnswered() => Expect("unary", """{"code":0,"text":"grüezi","payload":"00ff"}""");

    [Fact]
    public void ErrorStatus_ArrivesWithUnicodeMessageAndTrailers() =>
        Expect("error-status", """{"code":9,"details":"100 % voll: Straße, 🖨\r\n","why":"because"}""");

    [Fact]
    public void UnhandledError_IsUnknownWithoutDetails() =>
        Expect("unhandled-error", """{"code":2,"details":"The server failed to handle the call; its log has the details."}""");

    [Fact]
    public void Metadata_TravelsBothWays() => Expect("metadata", """{"code":0,"text":"plain","bytes":"000102fafbfcfd"}""");

    [Fact]
    public void Deadline_IsExceeded() => Expect("deadline", """{"code":4}""");

    [Fact]
    public async Task Cancel_IsSeenByOurHandler()
    {
        Expect("cancel", """{"code":1}""");
        await Within.SecondsAsync(node.Service.CancelledAsync, "our handler to see the cancellation");
    }

    [Fact]
    public void FourMegabytes_PassBothWays() => Expect("four-mb", """{"code":0,"length":4000000,"equal":true}""");

    [Fact]
    public void TooLarge_IsResourceExhausted()
    {
        Expect("too-large", """{"code":8,"details":"A message of 5242885 bytes is over the receiver's limit of 4194304 bytes."}""");
    }

    [Fact]
    public void Gzip_IsUnimplemented()
    {
        Expect("gzip", """{"code":12,"details":"Messages with grpc-encoding 'gzip' are not supported: send them uncompressed."}""");
    }

    [Fact]
    public void UnknownMethod_IsUnimplemented() =>
        Expect("unimplemented", """{"code":12,"details":"There is no method /no.such.Service/Nothing on this server."}""");

    [Fact]
    public void ClientStream_IsCollected() => Expect("client-stream", """{"code":0,"count":3,"text":"a,b,c"}""");

    [Fact]
    public void ServerStream_ArrivesInOrder() => Expect("server-stream", """{"code":0,"count":500,"inOrder":true}""");

    [Fact]
    public void ServerStream_FailsAfterItsMessages() => Expect("server-stream-fails", """{"code":15,"details":"gone","count":3}""");

    [Fact]
    public void Bidi_EveryMessageIsAnswered() => Expect("bidi", """{"code":0,"count":200,"equal":true,"open":"open"}""");

    [Fact]
    public void Bidi_CancelledByClient_IsCancelled() => Expect("bidi-cancel", """{"code":1}""");

    [Fact]
    public void ContentType_OfAnotherProtocol_Is415() => Expect("content-type", """{"code":415}""");

    private void Expect(string name, string expected)
    {
        var actual = node[name].EnumerateObject().Where(p => p.Name != "case").ToDictionary(p => p.Name, p => p.Value.ToString());
        var wanted = JsonDocument.Parse(expected).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
        actual.ShouldBe(wanted, ignoreOrder: true, customMessage: node[name].ToString());
    }
}
