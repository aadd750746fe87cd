using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Contracts;
using Platen.Engine.Embedded.References;

namespace Platen.Engine.Embedded;

/// <summary>The grain classes of an application, and all grain and observer interfaces with their proxies. Checked as a whole before anything runs.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<Type, InterfaceBinding> _bindings;

    private GrainCatalog(IReadOnlyList<Type> classes, IEnumerable<InterfaceBinding> bindings)
    {
        Classes = classes;
        _bindings = bindings.ToFrozenDictionary(static binding => binding.Interface);
    }

    public IReadOnlyList<Type> Classes { get; }

    public IEnumerable<Type> Interfaces => _bindings.Keys;

    /// <summary>Finds the grain classes in the assemblies, and the interfaces there and where the classes' interfaces are.</summary>
    /// <exception cref="GrainContractException">Something breaks the contract rules; all of it is named.</exception>
    public static GrainCatalog Create(IReadOnlyCollection<Assembly> assemblies)
    {
        Type[] classes = [.. assemblies.Distinct().SelectMany(static assembly => assembly.GetTypes()).Where(IsGrainClass)];
        Type[] interfaces = [.. classes.SelectMany(static type => type.GetInterfaces()).Select(static type => type.Assembly)
            .Concat(assemblies).Where(static assembly => assembly != typeof(IGrain).Assembly).Distinct()
            .SelectMany(static assembly => assembly.GetTypes()).Where(IsContract)];
        var errors = GrainContractChecker.Check(classes, interfaces);
        if (errors.Count > 0)
        {
            throw new GrainContractException(errors);
        }

        return new GrainCatalog(classes, interfaces.Select(ProxyEmitter.BindingOf));
    }

    public InterfaceBinding BindingOf(Type type) => _bindings.TryGetValue(type, out var binding)
        ? binding
        : throw new ArgumentException($"{type} is not a grain or observer interface of the assemblies that AddEmbeddedGrains was given.", nameof(type));

    private static bool IsGrainClass(Type type) => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type) && typeof(IGrain).IsAssignableFrom(type);

    private static bool IsContract(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type) && !IsPrivate(type);

    // what is private to a class is nobody's contract
    private static bool IsPrivate(Type type) => type.IsNestedPrivate || (type.DeclaringType is { } outer && IsPrivate(outer));
}
