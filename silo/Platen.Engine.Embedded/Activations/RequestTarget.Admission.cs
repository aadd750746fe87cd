using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <content>Which request may start, and which can never start.</content>
internal abstract partial class RequestTarget
{
    private bool Interleaves(GrainRequest request) => request.Method.IsAlwaysInterleave || IsReentrant;

    private bool MayStart(GrainRequest request) => Phase switch
    {
        TargetPhase.Valid => Interleaves(request) || (MayStartFirst(request) && (_waiting.Count == 0 || (request.Method.IsReadOnly && HasCaller(request)))),
        TargetPhase.Draining => HasCaller(request) && (Interleaves(request) || MayStartFirst(request)),
        _ => false,
    };

    private bool TryStartWhileDraining(GrainRequest request)
    {
        if (!MayStart(request))
        {
            return false;
        }

        MarkRunning(request);
        request.Turn.Start(this);
        return true;
    }

    private bool MayStartFirst(GrainRequest request) => _exclusive is null && (_readers == 0 || request.Method.IsReadOnly);

    private void MarkRunning(GrainRequest request)
    {
        if (Interleaves(request))
        {
            _interleaved++;
        }
        else if (request.Method.IsReadOnly)
        {
            _readers++;
        }
        else
        {
            _exclusive = request;
        }
    }

    private void MarkEnded(GrainRequest request)
    {
        if (ReferenceEquals(_exclusive, request))
        {
            _exclusive = null;
        }
        else if (Interleaves(request))
        {
            _interleaved--;
        }
        else
        {
            _readers--;
        }
    }

    private OrleansException? TryQueue(GrainRequest request)
    {
        if (Engine.Options.DetectDeadlocks && FindBlockedCaller(request) is { } caller)
        {
            EngineInstruments.OnDeadlock();
            return GrainCallDeadlockException.For(request, caller);
        }

        var limit = Engine.Options.MaxEnqueuedRequests;
        if (_waiting.Count + _interleaved >= limit && !request.IsLocal)
        {
            EngineInstruments.OnCallRefused(nameof(Engine.Options.MaxEnqueuedRequests));
            return new LimitExceededException(
                $"{Name} has {_waiting.Count + _interleaved} requests waiting, the limit of EmbeddedGrainOptions.MaxEnqueuedRequests, so {request.Method.Name} was refused. Call it less often, or make its methods faster.");
        }

        request.Pend();
        _waiting.Append(request);
        return null;
    }

    /// <summary>The caller that waits for this request and that this request would have to wait for.</summary>
    private GrainRequest? FindBlockedCaller(GrainRequest request)
    {
        for (var caller = request.Parent; caller is not null; caller = caller.Parent)
        {
            if (ReferenceEquals(caller.Target, this) && caller.IsRunning && Blocks(caller, request))
            {
                return caller;
            }
        }

        return null;
    }

    private bool Blocks(GrainRequest running, GrainRequest request) => ReferenceEquals(_exclusive, running)
        || (running.Method.IsReadOnly && !request.Method.IsReadOnly && !Interleaves(running));
}
