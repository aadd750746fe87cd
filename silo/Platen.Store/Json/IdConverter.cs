using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Store.Json;

/// <summary>An id of the domain as its text.</summary>
internal sealed class IdConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
