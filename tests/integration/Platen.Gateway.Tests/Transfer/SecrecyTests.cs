using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>What a relay can do with what it passes on: nothing.</summary>
public sealed class SecrecyTests
{
    private const string Secret = "Salaries of the board, strictly confidential. ";

    /// <summary>What the receiver's call gets is exactly what the relay saw. Mutant: the data key in the head in the clear.</summary>
    [Fact]
    public async Task Relay_RecordsEverything_FindsNeitherDocumentNorKey()
    {
        await using var house = await TransferHouse.StartAsync();
        var document = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Secret, 4_000)));
        var job = await house.HoldAsync(document);
        var recorded = await RecordAsync(house, job.Id);
        var head = recorded.First(message => message.Head is not null).Head;
        byte[][] chunks = [.. recorded.Where(message => message.Chunk is not null).Select(message => message.Chunk.Data.ToByteArray())];
        byte[] all = [.. recorded.SelectMany(message => message.ToByteArray())];

        chunks.Length.ShouldBe((int)head.ChunkCount);
        all.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)).ShouldBe(-1);
        chunks[0].AsSpan(0, 64 * 1024).SequenceEqual(document.AsSpan(0, 64 * 1024)).ShouldBeFalse();
        OpensWithAnyKeyIn(all, chunks[^1], job.Id, chunks.Length - 1).ShouldBeFalse("a relayed byte sequence is the data key");
        using var foreign = new TransferKeys(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        foreign.Unwrap(head.WrappedKey.Span, job.Id).ShouldBeNull();
        house.Receiver.Spool.TransferKeys.Unwrap(head.WrappedKey.Span, JobId.New(TimeProvider.System)).ShouldBeNull("the key is bound to its job");
        using var cipher = house.Receiver.Spool.TransferKeys.Unwrap(head.WrappedKey.Span, job.Id).ShouldNotBeNull("the receiver's own key opens it");
        cipher.TryOpen(chunks[0], new byte[64 * 1024], 0, last: false).ShouldBeTrue();
    }

    /// <summary>I10. Mutant: FetchFile.Append writes without opening.</summary>
    [Theory]
    [InlineData("head")]
    [InlineData("first chunk")]
    [InlineData("last chunk")]
    [InlineData("swapped chunks")]
    [InlineData("missing end")]
    public async Task Fetch_ThroughARelayThatChangesIt_IsDetected(string change)
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(300_000));
        var recorded = Change(await RecordAsync(house, job.Id), change);
        await using var relay = await ReplayingRelay.StartAsync(recorded);
        using var folder = new ReceiverFolder(house.Receiver);

        var result = await folder.Fetch(relay.Channel).RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBeOneOf(FetchCode.Damaged, FetchCode.Unavailable);
        result.Document.ShouldBeNull();
    }

    private static async Task<List<DocumentDown>> RecordAsync(TransferHouse house, JobId job)
    {
        await using var fetch = RawAgent.Fetch(house.Receiver, house.Receiver.Order(job, house.Owner));
        var recorded = new List<DocumentDown>();
        var (chunks, count) = (0L, -1L);
        while (await fetch.Call.ReadAsync() is { } message)
        {
            recorded.Add(message);
            count = message.Head?.ChunkCount ?? count;
            chunks += message.Chunk is null ? 0 : 1;
            if (chunks == count && !message.HandedOver)
            {
                await fetch.Call.WriteAsync(new DocumentDownRequest { ReceivedThrough = chunks });
            }
        }

        recorded[^1].HandedOver.ShouldBeTrue(recorded[^1].ToString());
        return recorded;
    }

    private static List<DocumentDown> Change(List<DocumentDown> recorded, string change)
    {
        switch (change)
        {
            case "head":
                recorded[0].Head.WrappedKey = Flip(recorded[0].Head.WrappedKey);
                break;
            case "first chunk":
                recorded[1].Chunk.Data = Flip(recorded[1].Chunk.Data);
                break;
            case "last chunk":
                recorded[^2].Chunk.Data = Flip(recorded[^2].Chunk.Data);
                break;
            case "swapped chunks":
                (recorded[1].Chunk.Data, recorded[2].Chunk.Data) = (recorded[2].Chunk.Data, recorded[1].Chunk.Data);
                break;
            default:
                recorded.RemoveRange(recorded.Count - 2, 2);
                break;
        }

        return recorded;
    }

    private static ByteString Flip(ByteString data)
    {
        var bytes = data.ToByteArray();
        bytes[bytes.Length / 2] ^= 1;
        return ByteString.CopyFrom(bytes);
    }

    private static bool OpensWithAnyKeyIn(byte[] recorded, byte[] chunk, JobId job, long index)
    {
        var plain = new byte[64 * 1024];
        for (var at = 0; at + ChunkCipher.KeyBytes <= Math.Min(recorded.Length, 8_192); at++)
        {
            using var cipher = new ChunkCipher(recorded.AsSpan(at, ChunkCipher.KeyBytes), job);
            if (cipher.TryOpen(chunk, plain, index, last: true))
            {
                return true;
            }
        }

        return false;
    }
}
