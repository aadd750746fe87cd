using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Platen.Gateway.Tests.AgentLink.Contract;

/// <summary>A message with every field set, to values that only depend on the field: what the golden file was made of.</summary>
internal static class SampleMessage
{
    private const string Uuid = "0190a000-0000-7000-8000-000000000001";
    private const int DepthMax = 6;

    /// <summary>A message for each kind of its one-of-many, whole.</summary>
    public static IEnumerable<(string Name, IMessage Message)> KindsOf(MessageDescriptor descriptor)
    {
        foreach (var kind in descriptor.Oneofs.Single(oneof => !oneof.IsSynthetic).Fields)
        {
            yield return ($"{descriptor.Name}.{kind.Name}", Whole(descriptor, kind, DepthMax));
        }
    }

    public static IMessage Whole(MessageDescriptor descriptor) => Whole(descriptor, null, DepthMax);

    private static IMessage Whole(MessageDescriptor descriptor, FieldDescriptor? kind, int depth)
    {
        var message = descriptor.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in descriptor.Fields.InFieldNumberOrder())
        {
            var isOfAnotherKind = field.RealContainingOneof is { } oneof && field != (kind?.ContainingOneof == oneof ? kind : oneof.Fields[0]);
            if (!isOfAnotherKind && depth > 0)
            {
                Set(message, field, depth);
            }
        }

        return message;
    }

    private static void Set(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.IsMap)
        {
            ((IDictionary)field.Accessor.GetValue(message)).Add("panel", "https://192.0.2.1:8081/");
        }
        else if (field.IsRepeated)
        {
            ((IList)field.Accessor.GetValue(message)).Add(Value(field, depth));
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, depth));
        }
    }

    private static object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Whole(field.MessageType, null, depth - 1),
        FieldType.String => Text(field.Name),
        FieldType.Bytes => ByteString.CopyFrom([.. Enumerable.Range(0, 16).Select(i => (byte)(field.FieldNumber + i))]),
        FieldType.Bool => true,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[^1].Number),
        FieldType.UInt64 => (ulong)field.FieldNumber,
        FieldType.Int64 => (long)field.FieldNumber,
        FieldType.UInt32 => (uint)field.FieldNumber,
        FieldType.Int32 => field.FieldNumber,
        _ => throw new NotSupportedException($"{field.FullName} is of a type that the contract did not have: {field.FieldType}"),
    };

    private static string Text(string name) => name switch
    {
        "job_id" or "release_id" or "user_id" or "owner_user_id" or "command_id" => Uuid,
        _ when name.EndsWith("_id", StringComparison.Ordinal) => "north-1",
        _ => name,
    };
}
