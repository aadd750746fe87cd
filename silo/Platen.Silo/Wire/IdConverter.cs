using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Silo.Wire;

/// <summary>An id as its text; the default value, which is no id, as null.</summary>
internal sealed class IdConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : struct, IEquatable<T>
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.Equals(default))
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStringValue(value.ToString());
    }
}
