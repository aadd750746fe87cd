using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Activations;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.References;

/// <summary>The base of the generated proxies: a reference to a grain (class and key) or to an observer (its target).</summary>
internal abstract class Reference : IAddressable, IEquatable<Reference>
{
    private readonly InterfaceBinding _binding;
    private readonly GrainEngine _engine;
    private readonly GrainClass? _grainClass;
    private readonly string _key;
    private RequestTarget? _target;

    protected Reference(ReferenceSeed seed)
    {
        _binding = seed.Binding;
        _engine = seed.Engine;
        _grainClass = seed.Class;
        _key = seed.Key;
        _target = seed.Target;
    }

    public GrainId GrainId => new(_grainClass?.Type ?? GrainType.Create("observer"), IdSpan.Create(_key));

    public RequestTarget? ObserverTarget => _grainClass is null ? _target : null;

    /// <summary>Gets a reference of an interface from a grain inside its activation, or from another reference.</summary>
    public static Reference To(IAddressable grain, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            Reference reference when interfaceType.IsInstanceOfType(reference) => reference,
            Reference { _grainClass: { } grainClass } reference => reference._engine.Catalog.BindingOf(interfaceType).Create(grainClass, reference._key),
            IGrainBase { GrainContext: Activation activation } => activation.Engine.Catalog.BindingOf(interfaceType).Create(activation.Class, activation.Key),
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain inside its activation nor a reference to one.", nameof(grain)),
        };
    }

    /// <summary>Makes sure that an argument is a reference: a grain passes itself as one, and a raw object would escape its turns.</summary>
    public static T? Pass<T>(T? argument)
        where T : class => argument switch
        {
            null or Reference => argument,
            IGrainBase and IAddressable grain => (T)(object)To(grain, typeof(T)),
            _ => throw new ArgumentException($"{argument.GetType()} was passed as {typeof(T)}. Pass a reference: IGrainFactory.CreateObjectReference makes one."),
        };

    public bool Equals(Reference? other) =>
        other is not null && _binding.Interface == other._binding.Interface && ReferenceEquals(_grainClass, other._grainClass)
        && (_grainClass is null ? ReferenceEquals(_target, other._target) : string.Equals(_key, other._key, StringComparison.Ordinal));

    public override bool Equals(object? obj) => Equals(obj as Reference);

    public override int GetHashCode() => HashCode.Combine(_grainClass, _key);

    public override string ToString() => GrainId.ToString();

    /// <summary>Calls a method without a result; called by generated code.</summary>
    public Task Call(VoidCallRequest request, int method)
    {
        Send(request, _binding.Methods[method]);
        return request.Method.IsOneWay ? Task.CompletedTask : request.Response;
    }

    /// <summary>Calls a method with a result; called by generated code.</summary>
    public Task<T> Call<T>(ResultCallRequest<T> request, int method)
    {
        Send(request, _binding.Methods[method]);
        return request.Response;
    }

    private void Send(CallRequest request, MethodDescriptor method)
    {
        var caller = CallChain.Current is { IsRunning: true } running ? running : null;
        request.Engine = _engine;
        request.Prepare(method, caller);
        if (request.CancellationToken.IsCancellationRequested)
        {
            request.Cancel();
        }
        else if (_engine.Refuse(request, isInTurn: caller is not null) is { } refusal)
        {
            request.Reject(refusal);
        }
        else if (_target?.TryReceive(request) is not true)
        {
            Route(request);
        }
    }

    private void Route(CallRequest request)
    {
        if (_grainClass is not null)
        {
            _target = _grainClass.Router.Send(_key, request);
        }
        else
        {
            request.Reject(new OrleansMessageRejectionException($"The observer behind {_binding.Interface} was deleted, or nobody holds it any more."));
        }
    }
}
