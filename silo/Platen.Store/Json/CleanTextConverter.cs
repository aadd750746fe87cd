using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Store.Json;

/// <summary>Writes every string as <see cref="CleanText"/>.</summary>
internal sealed class CleanTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(CleanText.Of(value));
}
