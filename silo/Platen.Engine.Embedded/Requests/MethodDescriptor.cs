using System.Reflection;
using Orleans.Concurrency;

namespace Platen.Engine.Embedded.Requests;

/// <summary>What the engine knows of a grain interface's method.</summary>
internal sealed class MethodDescriptor
{
    public MethodDescriptor(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
    }

    public MethodDescriptor(string name, bool interleaves)
    {
        Name = name;
        IsAlwaysInterleave = interleaves;
    }

    public string Name { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsReadOnly { get; }

    public bool IsOneWay { get; }
}
