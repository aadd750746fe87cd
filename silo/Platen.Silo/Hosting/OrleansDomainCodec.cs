using System.Buffers;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;
using Platen.Silo.Wire;

namespace Platen.Silo.Hosting;

/// <summary>
/// The one codec of all Domain types: field 0 is the value's type, field 1 its <see cref="DomainJson"/>. Domain's values are immutable, so a copy is the value itself. Only Domain's own types are let in.
/// </summary>
[Alias("platen.domain")]
internal sealed class OrleansDomainCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <summary>The largest value, in bytes of JSON; a message has its own limit besides.</summary>
    private const int JsonBytesMax = 64 * 1024 * 1024;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        // never a reference to an earlier field: records that are equal in content are written twice, and read without any bookkeeping
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteStartObject(fieldIdDelta, expectedType, typeof(OrleansDomainCodec));
        writer.WriteFieldHeaderExpected(0, WireType.LengthPrefixed);
        writer.Session.TypeCodec.WriteLengthPrefixed(ref writer, value.GetType());
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), DomainJson.Options);
        writer.WriteFieldHeaderExpected(1, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)json.Length);
        writer.Write(json);
        writer.WriteEndObject();
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
        {
            return ReferenceCodec.ReadReference(ref reader, field.FieldType);
        }

        field.EnsureWireTypeTagDelimited();
        ReferenceCodec.MarkValueField(reader.Session);
        Type? type = null;
        object? value = null;
        for (uint id = 0; ;)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject)
            {
                return value;
            }

            id += header.FieldIdDelta;
            switch (id)
            {
                case 0:
                    type = ReadType(ref reader);
                    break;
                case 1:
                    value = ReadJson(ref reader, type);
                    break;
                default:
                    reader.ConsumeUnknownField(header);
                    break;
            }
        }
    }

    public object? DeepCopy(object? input, CopyContext context) => input;

    public bool IsSupportedType(Type type) => type == typeof(OrleansDomainCodec) || DomainJson.Covers(type);

    public bool? IsTypeAllowed(Type type) => IsSupportedType(type) || type.Assembly == typeof(Platen.Domain.Slug).Assembly && type.IsEnum ? true : null;

    private static Type ReadType<TInput>(ref Reader<TInput> reader)
    {
        try
        {
            return reader.Session.TypeCodec.ReadLengthPrefixed(ref reader);
        }
        catch (Exception fault) when (fault is TypeLoadException or InvalidOperationException or ArgumentException or FileNotFoundException)
        {
            throw Unreadable("a type that is not known here", fault);
        }
    }

    private static object? ReadJson<TInput>(ref Reader<TInput> reader, Type? type)
    {
        var length = reader.ReadVarUInt32();
        if (type is null || !DomainJson.Covers(type) || length > JsonBytesMax)
        {
            throw Unreadable($"'{type}' with {length} bytes", fault: null);
        }

        try
        {
            return JsonSerializer.Deserialize(reader.ReadBytes(length), type, DomainJson.Options);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or NotSupportedException)
        {
            throw Unreadable(type.Name, fault);
        }
    }

    // Orleans' own exception: a site's grain parks a fact that always fails, and must not park one that only this silo cannot read.
    private static OrleansException Unreadable(string what, Exception? fault) =>
        new($"A value of Domain cannot be read: {what}. This node is probably older than the one that sent it; finish the upgrade.", fault!);
}
