namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Keeps a sender at most <see cref="TransferFlow.ChunksAheadMax"/> chunks ahead of what is durable at the receiver. One sender waits; one reader advances.</summary>
internal sealed class SendWindow(long from)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _moved = New();

    /// <summary>All chunks before this one are durable at the receiver.</summary>
    public long ReceivedThrough { get; private set; } = from;

    /// <summary>Waits until the chunk of this index may be sent.</summary>
    public Task WaitForRoomAsync(long index, CancellationToken cancellationToken) => WaitUntilAsync(index - TransferFlow.ChunksAheadMax + 1, cancellationToken);

    /// <summary>Waits until all chunks before this one are durable at the receiver.</summary>
    public async Task WaitUntilAsync(long through, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (ReceivedThrough >= through)
                {
                    return;
                }

                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The receiver has confirmed; false: nothing new.</summary>
    public bool TryAdvance(long receivedThrough)
    {
        lock (_gate)
        {
            if (receivedThrough <= ReceivedThrough)
            {
                return false;
            }

            ReceivedThrough = receivedThrough;
            _moved.SetResult();
            _moved = New();
            return true;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
