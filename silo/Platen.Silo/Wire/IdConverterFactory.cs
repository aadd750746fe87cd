using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Silo.Wire;

/// <summary>Converters of Domain's ids: the structs with a static <c>Parse(string)</c> of their own type.</summary>
internal sealed class IdConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsValueType && DomainJson.Covers(typeToConvert) && ParserOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var parse = ParserOf(typeToConvert)!.CreateDelegate(typeof(Func<,>).MakeGenericType(typeof(string), typeToConvert));
        return (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert), parse)!;
    }

    private static System.Reflection.MethodInfo? ParserOf(Type type) =>
        type.GetMethod("Parse", [typeof(string)]) is { IsStatic: true } parse && parse.ReturnType == type ? parse : null;
}
