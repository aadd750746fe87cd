using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platen.Silo.Wire;

/// <summary>Completes what System.Text.Json finds out about Domain's types by itself: private constructors and setters, kinds of an abstract record, members without meaning of their own.</summary>
internal static class DomainContracts
{
    private const string KindMember = "$kind";
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Adapts one type's contract.</summary>
    public static void Complete(JsonTypeInfo contract)
    {
        if (!DomainJson.Covers(contract.Type))
        {
            return;
        }

        if (contract.Type.IsAbstract)
        {
            AddKinds(contract);
        }

        if (contract.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        if (contract.CreateObject is null && PrivateConstructor(contract.Type) is { } create)
        {
            contract.CreateObject = create; // to set it at all forgets a constructor with parameters
        }

        var parameters = ConstructorParameters(contract.Type);
        foreach (var property in contract.Properties.ToList())
        {
            Adapt(contract, property, parameters);
        }
    }

    private static void AddKinds(JsonTypeInfo contract)
    {
        contract.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = KindMember, IgnoreUnrecognizedTypeDiscriminators = false };
        foreach (var kind in DomainJson.KindsOf(contract.Type))
        {
            contract.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
        }
    }

    private static void Adapt(JsonTypeInfo contract, JsonPropertyInfo property, HashSet<string> parameters)
    {
        var declared = (PropertyInfo)property.AttributeProvider!;
        property.Set ??= PrivateSetter(declared);
        if (property.Set is null && !parameters.Contains(declared.Name))
        {
            contract.Properties.Remove(property); // computed from the others
        }
    }

    // A positional record's members are its constructor's parameters; they have no use of their setters.
    private static HashSet<string> ConstructorParameters(Type type) =>
        type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Func<object>? PrivateConstructor(Type type) =>
        !type.IsAbstract && type.GetConstructors().Length == 0 && type.GetConstructor(Instance, Type.EmptyTypes) is { } constructor ? () => constructor.Invoke(null) : null;

    private static Action<object, object?>? PrivateSetter(PropertyInfo property) =>
        property.GetSetMethod(nonPublic: true) is { } setter ? (target, value) => setter.Invoke(target, [value]) : null;
}
