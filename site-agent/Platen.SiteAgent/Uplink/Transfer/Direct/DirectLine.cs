using System.Runtime.CompilerServices;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>A receiver's call, seen as the holder sees a transfer through the gateway; does the checks that the gateway's relay does there.</summary>
internal sealed class DirectLine(IRpcReader<DocumentDownRequest> up, IRpcWriter<DocumentDown> down, long resumeAt, TimeProvider time)
    : IRpcReader<DocumentUpReply>, IRpcWriter<DocumentUp>
{
    /// <summary>A receiver that confirms nothing for so long is gone; it comes again.</summary>
    public static readonly TimeSpan StillMax = TimeSpan.FromMinutes(2);

    private readonly long _resumeAt = resumeAt;
    private long _next = resumeAt;
    private long _confirmed = resumeAt;

    /// <inheritdoc/>
    public async ValueTask<DocumentUpReply?> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (await ReadInTimeAsync(cancellationToken) is not { } message)
        {
            return null;
        }

        var through = message.ReceivedThrough;
        if (message.BodyCase != DocumentDownRequest.BodyOneofCase.ReceivedThrough || through < _confirmed || through > Interlocked.Read(ref _next))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, $"'{message.BodyCase}' {through} cannot come when the chunks from {_confirmed} to {_next} are under way.");
        }

        _confirmed = through;
        return new DocumentUpReply { ResumeAt = _resumeAt, ReceivedThrough = through };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DocumentUpReply> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await ReadAsync(cancellationToken) is { } reply)
        {
            yield return reply;
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(DocumentUp message, RpcWriteOptions options = RpcWriteOptions.Flush, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Chunk is { } chunk)
        {
            Interlocked.Exchange(ref _next, chunk.Index + 1); // before it leaves: its confirmation may be quick
        }

        return down.WriteAsync(ToDown(message), options, cancellationToken);
    }

    private static DocumentDown ToDown(DocumentUp message) => message.BodyCase switch
    {
        DocumentUp.BodyOneofCase.Head => new DocumentDown { Head = message.Head },
        DocumentUp.BodyOneofCase.Chunk => new DocumentDown { Chunk = message.Chunk },
        DocumentUp.BodyOneofCase.HandedOver => new DocumentDown { HandedOver = message.HandedOver },
        DocumentUp.BodyOneofCase.SentAhead => new DocumentDown { SentAhead = message.SentAhead },
        DocumentUp.BodyOneofCase.Refusal => new DocumentDown { Refusal = message.Refusal },
        _ => throw new InvalidOperationException($"A holder does not say '{message.BodyCase}' to a receiver."),
    };

    private async Task<DocumentDownRequest?> ReadInTimeAsync(CancellationToken cancellationToken)
    {
        using var still = new CancellationTokenSource(StillMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(still.Token, cancellationToken);
        try
        {
            return await up.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (still.IsCancellationRequested)
        {
            throw new RpcException(RpcStatusCode.Unavailable, $"Nothing has moved for {StillMax.TotalSeconds:0} s.");
        }
    }
}
