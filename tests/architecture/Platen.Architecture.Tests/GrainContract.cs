using System.Reflection;
using Orleans;
using Platen.Grains.Abstractions;

namespace Platen.Architecture.Tests;

/// <summary>The grains' contract as lines of text: every alias with every method, member and number that goes over the wire.</summary>
internal static class GrainContract
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static Type[] Types { get; } = [.. typeof(GrainKeys).Assembly.GetTypes().Where(type => type.IsPublic).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static Type[] Interfaces { get; } = [.. Types.Where(type => type.IsInterface)];

    public static Type[] Messages { get; } = [.. Types.Where(type => type is { IsInterface: false, IsEnum: false } && !(type.IsAbstract && type.IsSealed) && !type.IsSubclassOf(typeof(Attribute)))];

    public static Type[] Enums { get; } = [.. Types.Where(type => type.IsEnum)];

    public static IEnumerable<string> Lines() => Interfaces.SelectMany(Methods).Concat(Messages.SelectMany(Members)).Concat(Enums.SelectMany(Numbers)).Order(StringComparer.Ordinal);

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>(inherit: false).SingleOrDefault()?.Alias;

    public static PropertyInfo[] PropertiesOf(Type message) =>
        [.. message.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null && property.Name != "EqualityContract")];

    private static IEnumerable<string> Methods(Type type) => type.GetMethods().Select(method =>
        $"{AliasOf(type)} {AliasOf(method)}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}");

    private static IEnumerable<string> Members(Type type) => PropertiesOf(type).Select(property =>
        $"{AliasOf(type)} {property.GetCustomAttribute<IdAttribute>()?.Id:D2} {property.Name}: {Name(property.PropertyType)}{(IsNullableReference(property) ? "?" : "")}");

    private static IEnumerable<string> Numbers(Type type) => Enum.GetNames(type).Select(name => $"{AliasOf(type)} = {Convert.ToInt32(Enum.Parse(type, name)):D2} {name}");

    private static bool IsNullableReference(PropertyInfo property) =>
        !property.PropertyType.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
