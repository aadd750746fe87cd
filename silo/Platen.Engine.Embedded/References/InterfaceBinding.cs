using Platen.Engine.Embedded.Activations;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.References;

/// <summary>A grain or observer interface with its methods and its generated proxy.</summary>
internal sealed class InterfaceBinding(Type type, MethodDescriptor[] methods, Func<ReferenceSeed, Reference> create)
{
    public Type Interface { get; } = type;

    public MethodDescriptor[] Methods { get; } = methods;

    public Reference Create(GrainClass grainClass, string key) => create(new ReferenceSeed(this, grainClass.Engine, grainClass, key, Target: null));

    public Reference Create(GrainEngine engine, RequestTarget observer) => create(new ReferenceSeed(this, engine, Class: null, observer.Name, observer));
}
