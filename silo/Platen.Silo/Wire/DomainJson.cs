using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platen.Domain.Sites;

namespace Platen.Silo.Wire;

/// <summary>
/// How Domain's types travel between the nodes of a cluster: as JSON made from their properties, so that Domain needs no attributes. A type's name on the wire is its name in Domain; a member's is the property's.
/// A reader passes over members that it does not know, and a member that is not there takes its default, so that two versions understand each other while contracts only grow.
/// </summary>
internal static class DomainJson
{
    /// <summary>Nesting beyond this is refused; Domain's deepest record has six levels.</summary>
    private const int DepthMax = 32;

    private static readonly FrozenSet<Type> Types = typeof(AgentFact).Assembly.GetExportedTypes().Where(IsValue).ToFrozenSet();

    /// <summary>The options to serialise with.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Whether a type is one of Domain's that can be sent: a record or struct, or a page of them. Enums and exceptions travel by themselves.</summary>
    public static bool Covers(Type type) => type.IsConstructedGenericType
        ? Types.Contains(type.GetGenericTypeDefinition()) && type.GenericTypeArguments.All(Covers)
        : Types.Contains(type);

    /// <summary>Domain's types that derive from an abstract one.</summary>
    public static ImmutableArray<Type> KindsOf(Type type) =>
        [.. Types.Where(candidate => candidate != type && !candidate.IsAbstract && type.IsAssignableFrom(candidate)).OrderBy(candidate => candidate.FullName, StringComparer.Ordinal)];

    private static bool IsValue(Type type) =>
        type is { IsEnum: false, IsInterface: false } && !(type.IsAbstract && type.IsSealed) && !typeof(Exception).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = DepthMax,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DomainContracts.Complete } },
        };
        options.Converters.Add(new BytesConverter());
        options.Converters.Add(new IdConverterFactory());
        options.MakeReadOnly();
        return options;
    }
}
