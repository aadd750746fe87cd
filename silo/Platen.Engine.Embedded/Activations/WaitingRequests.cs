using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <summary>The requests that wait for one target, in order; linked through the requests themselves, so that an idle target pays nothing for it.</summary>
internal struct WaitingRequests
{
    private GrainRequest? _last;

    public GrainRequest? First { get; private set; }

    public int Count { get; private set; }

    public void Append(GrainRequest request)
    {
        if (_last is null)
        {
            First = request;
        }
        else
        {
            _last.NextWaiting = request;
        }

        _last = request;
        Count++;
    }

    public GrainRequest RemoveFirst()
    {
        var request = First!;
        First = request.NextWaiting;
        request.NextWaiting = null;
        _last = First is null ? null : _last;
        Count--;
        return request;
    }

    /// <summary>Takes all that <paramref name="which"/> selects, in order, and leaves the others.</summary>
    public List<GrainRequest> RemoveWhere(Func<GrainRequest, bool> which)
    {
        var taken = new List<GrainRequest>();
        for (var left = Count; left > 0; left--)
        {
            var request = RemoveFirst();
            if (which(request))
            {
                taken.Add(request);
            }
            else
            {
                Append(request);
            }
        }

        return taken;
    }
}
