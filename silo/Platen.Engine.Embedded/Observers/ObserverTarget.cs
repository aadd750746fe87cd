using Orleans;
using Platen.Engine.Embedded.Activations;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Observers;

/// <summary>An observer: its notifications run one at a time and in order, never on the notifier's thread. The object is held weakly, as in Orleans.</summary>
internal sealed class ObserverTarget : RequestTarget
{
    private readonly WeakReference<IGrainObserver> _observer;
    private readonly string _typeName;

    public ObserverTarget(GrainEngine engine, IGrainObserver observer)
        : base(engine)
    {
        _observer = new WeakReference<IGrainObserver>(observer);
        _typeName = observer.GetType().Name;
        Phase = TargetPhase.Valid;
    }

    public override string Name => $"observer {_typeName}";

    public override object Instance => _observer.TryGetTarget(out var target) ? target : throw new ObjectDisposedException(_typeName, "Nobody holds this observer any more.");

    protected override bool MayRunInline => false;

    /// <summary>Drops what waits and all that comes.</summary>
    public void Close()
    {
        List<GrainRequest> dropped;
        lock (Gate)
        {
            Phase = TargetPhase.Gone;
            dropped = TakeWaiting();
        }

        foreach (var request in dropped)
        {
            request.Reject(new ObjectDisposedException(_typeName, "The observer reference was deleted."));
        }
    }
}
