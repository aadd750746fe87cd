using Platen.Domain.Sites;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>
/// The documents that the cluster told this agent to give to agents that will dial it. Each offer is one agent's, once, and short-lived: without one, nobody gets anything by dialling. Thread-safe.
/// </summary>
internal sealed class DirectOffers(TimeProvider time)
{
    /// <summary>Offers at one time; the newest wins over the oldest.</summary>
    public const int Max = 256;

    /// <summary>How long an offer waits for its receiver.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TransferOrder Order, long Since)> _open = new(StringComparer.Ordinal);
    private TaskCompletionSource _added = New();

    /// <summary>Keeps an offer for its receiver.</summary>
    public void Add(TransferOrder order)
    {
        TaskCompletionSource added;
        lock (_gate)
        {
            MakeRoom();
            _open[order.Transfer] = (order, time.GetTimestamp());
            (added, _added) = (_added, New());
        }

        added.SetResult();
    }

    /// <summary>Takes the offer of this id if it is this agent's, and waits for it until the token fires: the receiver may be quicker than the cluster's word. Null: there is none.</summary>
    public async Task<TransferOrder?> TakeAsync(string id, AgentName receiver, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_open.TryGetValue(id, out var offer))
                {
                    return offer.Order.Receiver == (receiver.Site, receiver.Agent) && _open.Remove(id) && time.GetElapsedTime(offer.Since) <= Life ? offer.Order : null;
                }

                added = _added.Task;
            }

            await added.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    private void MakeRoom()
    {
        foreach (var (id, offer) in _open.ToArray())
        {
            if (time.GetElapsedTime(offer.Since) > Life)
            {
                _open.Remove(id);
            }
        }

        if (_open.Count >= Max)
        {
            _open.Remove(_open.MinBy(offer => offer.Value.Since).Key);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
