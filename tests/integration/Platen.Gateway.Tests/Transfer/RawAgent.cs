using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Uplink.Transfer;
using Methods = Platen.SiteAgent.Uplink.AgentLinkMethods;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>An agent by its certificate only: speaks the protocol by hand, and wrongly when a test wants it.</summary>
internal sealed class RawAgent(RpcChannel channel, RpcBidiCall<AgentMessage, ClusterMessage> link) : IAsyncDisposable
{
    private const int SealedChunkBytes = (64 * 1024) + 16;

    /// <summary>Opens the agent's link and greets.</summary>
    public static async Task<RawAgent> LinkAsync(TestAgent agent)
    {
        var channel = agent.NewChannel();
        var link = channel.OpenBidi(Methods.Link);
        await link.WriteAsync(new AgentMessage { Hello = new AgentHello { AgentVersion = "raw", TransferPublicKey = ByteString.CopyFrom(agent.Spool.TransferKeys.PublicKey.Span) } });
        (await link.ReadAsync())!.Hello.ShouldNotBeNull();
        return new RawAgent(channel, link);
    }

    /// <summary>Begins to fetch; nothing is read or confirmed but by the test.</summary>
    public static RawFetch Fetch(TestAgent agent, FetchOrder order)
    {
        var channel = agent.NewChannel();
        var call = channel.OpenBidi(Methods.FetchDocument);
        _ = call.WriteAsync(new DocumentDownRequest
        {
            Start = new FetchStart { JobId = order.Job.ToString(), ReleaseId = order.Release.ToString(), DeviceId = order.Device.Value, UserId = order.User.ToString() },
        }).AsTask();
        return new RawFetch(channel, call);
    }

    public static async Task<byte[]> ReadAsync(FetchedDocument document)
    {
        await using var reader = document.OpenReader();
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        return copy.ToArray();
    }

    public async Task<TransferWanted> ReadTransferWantedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await link.ReadAsync(limit.Token) is { } message)
        {
            if (message.Command?.TransferWanted is { } wanted)
            {
                return wanted;
            }
        }

        throw new InvalidOperationException("The link ended without a TransferWanted.");
    }

    /// <summary>Sends chunks of zeros as fast as they are taken, until all are or the gateway ends the call; returns how many were taken.</summary>
    public async Task<int> SendWithoutWindowAsync(TransferWanted wanted, int chunks, bool throwAtEnd = false)
    {
        await using var call = channel.OpenBidi(Methods.SendDocument);
        var sent = 0;
        try
        {
            await call.WriteAsync(new DocumentUp { TransferId = wanted.TransferId });
            await call.ReadAsync();
            var head = new DocumentHead { Job = new JobSummary { JobId = wanted.JobId }, ChunkBytes = 64 * 1024, ChunkCount = chunks, PlainBytes = chunks * 64L * 1024 };
            await call.WriteAsync(new DocumentUp { Head = head });
            for (; sent < chunks; sent++)
            {
                await call.WriteAsync(new DocumentUp { Chunk = new DocumentChunk { Index = sent, Data = ByteString.CopyFrom(new byte[SealedChunkBytes]) } });
            }
        }
        catch (RpcException) when (!throwAtEnd)
        {
            // the gateway had enough
        }

        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        await link.DisposeAsync();
        channel.Dispose();
    }
}
