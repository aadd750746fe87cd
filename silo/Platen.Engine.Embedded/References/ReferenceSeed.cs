using Platen.Engine.Embedded.Activations;

namespace Platen.Engine.Embedded.References;

/// <summary>What a reference is made of: a class and a key for grains, a target for observers.</summary>
internal sealed record ReferenceSeed(InterfaceBinding Binding, GrainEngine Engine, GrainClass? Class, string Key, RequestTarget? Target);
