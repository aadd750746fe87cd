using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.Gateway.AgentLink.Transfer;
using Platen.Rpc;
using Platen.Rpc.Client;

namespace Platen.Gateway.AgentLink.Peers;

/// <summary>
/// Passes a fetch on to the gateway where the holder is linked, and what comes back to the receiver. That gateway checks all of it again, watches for stillness, and ends the transfer; this one only carries, one message at a time each way.
/// </summary>
internal sealed partial class FetchForwarding(GatewayChannels channels, TransferLimits limits, ILogger<FetchForwarding> logger)
{
    private int _open;

    /// <summary>Fetches passed on now.</summary>
    public int Count => Volatile.Read(ref _open);

    /// <summary>Runs until the other gateway ends the fetch.</summary>
    /// <exception cref="RpcException">As the other gateway said, or it cannot be reached.</exception>
    public async Task RunAsync(Uri gateway, FetchReceiver receiver, FetchStart start, IRpcReader<DocumentDownRequest> up, IRpcWriter<DocumentDown> down, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _open) > limits.TransfersMax)
        {
            Interlocked.Decrement(ref _open);
            throw new RpcException(RpcStatusCode.ResourceExhausted, "Too many documents are on their way at the same time: try again in a moment.");
        }

        try
        {
            LogForwarded(start.JobId, start.ReleaseId, receiver.Agent.Site, gateway);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await using var call = channels.To(gateway).OpenBidi(AgentLinkMethods.FetchDocument, new RpcCallOptions { Metadata = receiver.ToMetadata(), CancellationToken = ending.Token });
            await call.WriteAsync(new DocumentDownRequest { Start = start }, cancellationToken: ending.Token);
            var confirming = ConfirmAsync(up, call, ending.Token);
            try
            {
                await CarryDownAsync(call, down, ending.Token);
            }
            finally
            {
                await ending.CancelAsync();
                await confirming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task CarryDownAsync(RpcBidiCall<DocumentDownRequest, DocumentDown> call, IRpcWriter<DocumentDown> down, CancellationToken cancellationToken)
    {
        while (await call.ReadAsync(cancellationToken) is { } message)
        {
            await down.WriteAsync(message, cancellationToken: cancellationToken);
        }
    }

    // Its end says nothing: when the other gateway has ended the call, reading from it tells how.
    private static async Task ConfirmAsync(IRpcReader<DocumentDownRequest> up, RpcBidiCall<DocumentDownRequest, DocumentDown> call, CancellationToken cancellationToken)
    {
        while (await up.ReadAsync(cancellationToken) is { } message)
        {
            await call.WriteAsync(message, cancellationToken: cancellationToken);
        }

        await call.CompleteAsync(cancellationToken);
    }

    [LoggerMessage(1541, LogLevel.Information, "Job {Job} for release {Release} of {Site} is fetched through the gateway {Gateway}, where its holder is linked")]
    private partial void LogForwarded(string job, string release, Domain.Sites.SiteId site, Uri gateway);
}
