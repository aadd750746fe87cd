using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Tests.Wire;

public sealed class MessageFrameTests
{
    private const int Limit = 1000;

    [Fact]
    public void Write_KnownMessage_HasTheBytesOfTheSpecification()
    {
        var output = new ArrayBufferWriter<byte>();

        MessageFrame.Write(output, new StringValue { Value = "hi" }, Limit).ShouldBe(9);

        Convert.ToHexString(output.WrittenSpan).ShouldBe("00" + "00000004" + "0A02" + "6869");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128 * 1024 - 5)]
    [InlineData(128 * 1024)]
    [InlineData(300_000)]
    public void WriteThenRead_AnySize_GivesTheMessageBack(int payloadBytes)
    {
        var message = Message(payloadBytes);
        var output = new ArrayBufferWriter<byte>();
        var written = MessageFrame.Write(output, message, int.MaxValue);
        var buffer = new ReadOnlySequence<byte>(output.WrittenMemory);

        written.ShouldBe(output.WrittenCount);
        MessageFrame.TryRead(ref buffer, payloadBytes + 10, out var payload).ShouldBeTrue();
        BytesValue.Parser.ParseFrom(payload).ShouldBe(message);
        buffer.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void TryRead_EveryPrefix_AsksForMoreAndTakesNothing()
    {
        var frame = Frame(40);
        for (var length = 0; length < frame.Length; length++)
        {
            var buffer = new ReadOnlySequence<byte>(frame, 0, length);

            MessageFrame.TryRead(ref buffer, Limit, out _).ShouldBeFalse($"prefix of {length}");
            buffer.Length.ShouldBe(length);
        }
    }

    [Fact]
    public void TryRead_EveryPrefixWithAByteASegment_AsksForMoreThenReads()
    {
        var frame = Frame(40);
        for (var length = 0; length <= frame.Length; length++)
        {
            var buffer = Segments.BytePerSegment(frame.AsSpan(0, length));

            MessageFrame.TryRead(ref buffer, Limit, out var payload).ShouldBe(length == frame.Length, $"prefix of {length}");
            buffer.Length.ShouldBe(length == frame.Length ? 0 : length);
            payload.ToArray().ShouldBe(length == frame.Length ? frame[MessageFrame.HeaderBytes..] : []);
        }
    }

    [Fact]
    public void TryRead_TwoMessages_TakesOneAfterTheOther()
    {
        var buffer = Segments.BytePerSegment([.. Frame(3), .. Frame(0), 0]);

        MessageFrame.TryRead(ref buffer, Limit, out var first).ShouldBeTrue();
        MessageFrame.TryRead(ref buffer, Limit, out var second).ShouldBeTrue();
        MessageFrame.TryRead(ref buffer, Limit, out _).ShouldBeFalse();

        BytesValue.Parser.ParseFrom(first).Value.Length.ShouldBe(3);
        second.IsEmpty.ShouldBeTrue();
        buffer.Length.ShouldBe(1);
    }

    // Mutant: check the length only when the whole message is there; then this asks for 4 GiB more instead of refusing.
    [Theory]
    [InlineData(Limit + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    public void TryRead_HugeLength_IsRefusedFromTheHeaderAlone(uint length)
    {
        byte[] header = [0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];

        var failure = Should.Throw<RpcException>(() => Read(header));

        failure.Code.ShouldBe(RpcStatusCode.ResourceExhausted);
        failure.Message.ShouldContain($"{length}");
        failure.Message.ShouldContain($"{Limit}");
    }

    [Fact]
    public void TryRead_ExactlyTheLimit_Passes()
    {
        Should.NotThrow(() => Read([0, 0, 0, Limit >> 8, Limit & 0xFF]));
    }

    [Theory]
    [InlineData(1, "compressed")]
    [InlineData(2, "flag 2")]
    [InlineData(0x80, "flag 128")]
    public void TryRead_AnotherFlag_IsRefusedAndNamed(byte flag, string expected)
    {
        var failure = Should.Throw<RpcException>(() => Read([flag, 0, 0, 0, 0]));

        failure.Code.ShouldBe(RpcStatusCode.Internal);
        failure.Message.ShouldContain(expected);
    }

    [Fact]
    public void Write_OverTheLimit_IsRefusedAndWritesNothing()
    {
        var output = new ArrayBufferWriter<byte>();

        Should.Throw<RpcException>(() => MessageFrame.Write(output, Message(Limit), Limit)).Code.ShouldBe(RpcStatusCode.ResourceExhausted);

        output.WrittenCount.ShouldBe(0);
    }

    private static bool Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        return MessageFrame.TryRead(ref buffer, Limit, out _);
    }

    private static BytesValue Message(int payloadBytes)
    {
        var payload = new byte[payloadBytes];
        new Random(payloadBytes).NextBytes(payload);
        return new BytesValue { Value = ByteString.CopyFrom(payload) };
    }

    private static byte[] Frame(int payloadBytes)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageFrame.Write(output, Message(payloadBytes), Limit);
        return output.WrittenSpan.ToArray();
    }
}
