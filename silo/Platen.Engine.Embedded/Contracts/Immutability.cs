using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Platen.Engine.Embedded.Contracts;

/// <summary>
/// Finds what makes a message type mutable. A type is immutable if it is known to be, says so with <c>[Immutable]</c>, or is a sealed class or a
/// struct whose fields are read-only (as those of records with <c>init</c> properties are) and of immutable types.
/// </summary>
internal static class Immutability
{
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(Version),
        typeof(BigInteger), typeof(Int128), typeof(UInt128), typeof(Half), typeof(IPAddress), typeof(ReadOnlyMemory<byte>), typeof(GrainId), typeof(Type), typeof(Index), typeof(Range),
    ];

    private static readonly HashSet<Type> KnownGeneric =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenSet<>), typeof(FrozenDictionary<,>), typeof(KeyValuePair<,>), typeof(Nullable<>),
    ];

    /// <summary>Says what is wrong with a type as an argument or result, and how to mend it; null if nothing is.</summary>
    /// <param name="type">The type.</param>
    /// <param name="contracts">The assembly of the grain interface: its own message types must carry <c>[GenerateSerializer]</c>.</param>
    public static string? FaultOf(Type type, Assembly contracts) => FaultOf(type, contracts, []);

    private static string? FaultOf(Type type, Assembly contracts, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || Known.Contains(type) || typeof(IAddressable).IsAssignableFrom(type) || !seen.Add(type))
        {
            return null;
        }

        if (type.IsArray || type == typeof(Memory<byte>))
        {
            return type == typeof(byte[]) || type == typeof(Memory<byte>)
                ? $"{type}, which can be changed after the call. Use ReadOnlyMemory<byte> or ImmutableArray<byte>."
                : $"{type}, which can be changed after the call. Use ImmutableArray<{type.GetElementType()}>.";
        }

        if (type.IsGenericType && KnownGeneric.Contains(type.GetGenericTypeDefinition()))
        {
            return type.GetGenericArguments().Select(argument => FaultOf(argument, contracts, seen)).FirstOrDefault(static fault => fault is not null);
        }

        if (type.Assembly == contracts && !type.IsDefined(typeof(GenerateSerializerAttribute)))
        {
            return $"{type}, which has no [GenerateSerializer]. Add it: Orleans could not send it.";
        }

        return type.IsDefined(typeof(ImmutableAttribute), inherit: false) ? null : StructureFaultOf(type, contracts, seen);
    }

    private static string? StructureFaultOf(Type type, Assembly contracts, HashSet<Type> seen)
    {
        if (typeof(IEnumerable).IsAssignableFrom(type) && type.Assembly == typeof(object).Assembly || type.IsInterface || type == typeof(object))
        {
            return $"{type}, which can be changed after the call, or may hide what can. Use ImmutableArray or another collection of System.Collections.Immutable, or a sealed record.";
        }

        if (typeof(Delegate).IsAssignableFrom(type) || (!type.IsValueType && !type.IsSealed))
        {
            return $"{type}, which is not sealed. Use a sealed record, or mark the type [Immutable] if all that derives from it is.";
        }

        foreach (var field in FieldsOf(type))
        {
            if (!type.IsValueType && !field.IsInitOnly)
            {
                return $"{type}, whose {NameOf(field)} can be set after it was made. Use {{ get; init; }} or a readonly field.";
            }

            if (FaultOf(field.FieldType, contracts, seen) is { } fault)
            {
                return $"{type}, whose {NameOf(field)} is {fault}";
            }
        }

        return null;
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            foreach (var field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }

    // the field behind an automatic property is named <Property>k__BackingField
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
