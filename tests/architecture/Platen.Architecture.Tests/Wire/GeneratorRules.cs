using System.Collections.Immutable;
using System.Reflection;
using Orleans;
using Platen.Silo.Wire;

namespace Platen.Architecture.Tests.Wire;

/// <summary>What Orleans' code generator and analyzers refuse, or accept and then cannot send, told without them: the Embedded flavour is built everywhere, the Orleans one is not.</summary>
internal static class GeneratorRules
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Results = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>)];

    // each has a codec in Orleans; the round trips of the Orleans flavour's tests prove it
    private static readonly HashSet<Type> Values = [typeof(string), typeof(decimal), typeof(Guid), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan)];

    private static readonly HashSet<Type> Collections = [typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(Nullable<>)];

    /// <summary>The faults of a grain interface and its methods.</summary>
    public static IEnumerable<string> OfInterface(Type type)
    {
        if (type.IsGenericTypeDefinition)
        {
            yield return $"{type.Name} is generic";
        }

        if (GrainContract.AliasOf(type) is null)
        {
            yield return $"{type.Name} has no [Alias]";
        }

        foreach (var method in type.GetMethods())
        {
            foreach (var fault in OfMethod(method))
            {
                yield return $"{type.Name}.{method.Name} {fault}";
            }
        }
    }

    /// <summary>The faults of a message and its members.</summary>
    public static IEnumerable<string> OfMessage(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            yield return $"{type.Name} has no [GenerateSerializer]";
        }

        if (GrainContract.AliasOf(type) is null)
        {
            yield return $"{type.Name} has no [Alias]";
        }

        if (type.IsGenericTypeDefinition)
        {
            yield return $"{type.Name} is generic";
        }

        if (type.BaseType != typeof(object) && type.BaseType != typeof(ValueType))
        {
            yield return $"{type.Name} derives from {type.BaseType!.Name}, whose members are numbered apart";
        }

        if (type.GetConstructors().Any(static constructor => constructor.GetParameters().Length > 0))
        {
            yield return $"{type.Name} has positional members, which are numbered by their order";
        }

        foreach (var fault in OfMembers(type))
        {
            yield return $"{type.Name}.{fault}";
        }
    }

    /// <summary>Whether Orleans, with our one codec of Domain's types, can send values of the type.</summary>
    public static bool CanTravel(Type type) =>
        type.IsPrimitive || type.IsEnum || Values.Contains(type) || DomainJson.Covers(type) || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        || (type.IsConstructedGenericType && Collections.Contains(type.GetGenericTypeDefinition()) && type.GenericTypeArguments.All(CanTravel));

    private static IEnumerable<string> OfMethod(MethodInfo method)
    {
        if (method.IsSpecialName || method.IsGenericMethod)
        {
            yield return "is a property or generic";
        }

        if (GrainContract.AliasOf(method) is null)
        {
            yield return "has no [Alias]";
        }

        var result = method.ReturnType;
        if (!Results.Contains(result.IsGenericType ? result.GetGenericTypeDefinition() : result))
        {
            yield return $"returns {result.Name}, which is no task";
        }
        else if (result.IsGenericType && !CanTravel(result.GenericTypeArguments[0]))
        {
            yield return $"returns {result.GenericTypeArguments[0].Name}, which has no codec";
        }

        foreach (var parameter in method.GetParameters().Where(static parameter => parameter.ParameterType != typeof(CancellationToken) && !CanTravel(parameter.ParameterType)))
        {
            yield return $"takes {parameter.ParameterType.Name}, which has no codec";
        }
    }

    private static IEnumerable<string> OfMembers(Type type)
    {
        var numbers = new HashSet<uint>();
        foreach (var (name, member, memberType) in MembersOf(type))
        {
            if (member.GetCustomAttribute<IdAttribute>() is not { } id)
            {
                yield return $"{name} has no [Id]";
            }
            else if (!numbers.Add(id.Id))
            {
                yield return $"{name} has the [Id] of another member";
            }

            if (!CanTravel(memberType))
            {
                yield return $"{name} is {memberType.Name}, which has no codec";
            }
        }
    }

    // The state of a type: properties that can be set, and fields other than the compiler's own.
    private static IEnumerable<(string Name, MemberInfo Member, Type Type)> MembersOf(Type type) =>
    [
        .. type.GetProperties(Declared).Where(static property => property.SetMethod is not null).Select(static property => (property.Name, (MemberInfo)property, property.PropertyType)),
        .. type.GetFields(Declared).Where(static field => !field.Name.StartsWith('<')).Select(static field => (field.Name, (MemberInfo)field, field.FieldType)),
    ];
}
