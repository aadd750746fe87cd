namespace Platen.Engine.Embedded.Requests;

/// <summary>Pending calls in the order of their start, so that the first that is not overdue ends a search.</summary>
internal sealed class PendingCallList
{
    private readonly Lock _gate = new();
    private PendingCallNode? _first;
    private PendingCallNode? _last;

    public void Append(PendingCallNode node)
    {
        lock (_gate)
        {
            node.IsListed = true;
            node.Previous = _last;
            if (_last is null)
            {
                _first = node;
            }
            else
            {
                _last.Next = node;
            }

            _last = node;
        }
    }

    public void Remove(PendingCallNode node)
    {
        lock (_gate)
        {
            if (node.IsListed)
            {
                Unlink(node);
            }
        }
    }

    /// <summary>Takes the oldest call if it started at <paramref name="limit"/> or before.</summary>
    public CallRequest? TakeStartedUntil(long limit)
    {
        lock (_gate)
        {
            if (_first is not { } node || node.Since > limit)
            {
                return null;
            }

            Unlink(node);
            return node.Call;
        }
    }

    private void Unlink(PendingCallNode node)
    {
        node.IsListed = false;
        if (node.Previous is null)
        {
            _first = node.Next;
        }
        else
        {
            node.Previous.Next = node.Next;
        }

        if (node.Next is null)
        {
            _last = node.Previous;
        }
        else
        {
            node.Next.Previous = node.Previous;
        }
    }
}
