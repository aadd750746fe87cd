using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Silo.Wire;

/// <summary>Bytes as base64.</summary>
internal sealed class BytesConverter : JsonConverter<ImmutableArray<byte>>
{
    public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => [.. reader.GetBytesFromBase64()];

    public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.IsDefault ? default : value.AsSpan());
}
