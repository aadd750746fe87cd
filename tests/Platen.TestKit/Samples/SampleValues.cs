using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Platen.TestKit.Samples;

/// <summary>Makes values of records by reflection, every member set to something other than its default, so that a member that gets lost on the way is noticed. The same seed makes the same value.</summary>
public sealed class SampleValues(int seed = 1)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const int DepthMax = 12;

    private int _next = seed;

    /// <summary>A value of the type; of an abstract one, a value of one of its kinds.</summary>
    /// <exception cref="NotSupportedException">The type is not one that records are made of.</exception>
    public object Of(Type type) => Of(type, 0);

    private object Of(Type type, int depth)
    {
        if (depth > DepthMax)
        {
            throw new NotSupportedException($"{type} nests deeper than {DepthMax}.");
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        return Simple(type) ?? Collection(type, depth) ?? Record(type.IsAbstract ? KindOf(type) : type, depth);
    }

    private object? Simple(Type type)
    {
        var n = _next++;
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(1 + (n % (values.Length - 1)));
        }

        return type switch
        {
            _ when type == typeof(string) => $"text {n} \u00e9\u20ac\U0001F5A8",
            _ when type == typeof(bool) => true,
            _ when type == typeof(byte) => (byte)(1 + (n % 250)),
            _ when type == typeof(int) => n,
            _ when type == typeof(long) => 10_000_000_000L + n,
            _ when type == typeof(double) => n + 0.1,
            _ when type == typeof(decimal) => n + 0.07m,
            _ when type == typeof(Guid) => new Guid(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(n),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 1).AddDays(n),
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(1_000_000_000L + n),
            _ => null,
        };
    }

    private object? Collection(Type type, int depth)
    {
        if (!type.IsGenericType)
        {
            return null;
        }

        var arguments = type.GetGenericArguments();
        var shape = type.GetGenericTypeDefinition();
        if (shape == typeof(ImmutableArray<>))
        {
            return Build(typeof(ImmutableArray), nameof(ImmutableArray.CreateRange), arguments, Filled(arguments[0], depth));
        }

        if (shape == typeof(ImmutableSortedDictionary<,>) || shape == typeof(ImmutableDictionary<,>))
        {
            var factory = shape == typeof(ImmutableDictionary<,>) ? typeof(ImmutableDictionary) : typeof(ImmutableSortedDictionary);
            return Build(factory, "CreateRange", arguments, Filled(typeof(KeyValuePair<,>).MakeGenericType(arguments), depth));
        }

        return shape == typeof(KeyValuePair<,>) ? Activator.CreateInstance(type, Of(arguments[0], depth + 1), Of(arguments[1], depth + 1)) : null;
    }

    private IEnumerable Filled(Type item, int depth)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        list.Add(Of(item, depth + 1));
        list.Add(Of(item, depth + 1));
        return list;
    }

    private static object Build(Type factory, string name, Type[] arguments, IEnumerable items) => factory.GetMethods()
        .Single(method => method.Name == name && method.GetGenericArguments().Length == arguments.Length && method.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }])
        .MakeGenericMethod(arguments).Invoke(null, [items])!;

    private Type KindOf(Type type)
    {
        var kinds = type.Assembly.GetTypes().Where(candidate => !candidate.IsAbstract && type.IsAssignableFrom(candidate)).OrderBy(candidate => candidate.FullName, StringComparer.Ordinal).ToList();
        return kinds.Count > 0 ? kinds[_next++ % kinds.Count] : throw new NotSupportedException($"{type} has no kinds.");
    }

    private object Record(Type type, int depth)
    {
        if (type.IsValueType && type.GetMethod("Parse", [typeof(string)]) is { IsStatic: true } parse)
        {
            return parse.Invoke(null, [type.GetConstructor([typeof(Guid)]) is null ? $"id-{_next++}" : ((Guid)Simple(typeof(Guid))!).ToString("D", CultureInfo.InvariantCulture)])!;
        }

        if (type.Namespace?.StartsWith("Platen.", StringComparison.Ordinal) != true)
        {
            throw new NotSupportedException($"{type} is no type that messages are made of; teach {nameof(SampleValues)} to make it, if it is to be one.");
        }

        var constructor = type.GetConstructors(Members).Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type).OrderByDescending(candidate => candidate.GetParameters().Length).FirstOrDefault();
        var value = constructor is null ? RuntimeHelpers.GetUninitializedObject(type) : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, depth + 1))]);
        var given = constructor?.GetParameters().Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        foreach (var property in type.GetProperties(Members).Where(property => property.SetMethod is not null && !given.Contains(property.Name)))
        {
            property.SetValue(value, Of(property.PropertyType, depth + 1));
        }

        return value;
    }
}
