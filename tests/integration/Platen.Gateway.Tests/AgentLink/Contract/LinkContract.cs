using Google.Protobuf;
using Google.Protobuf.Reflection;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;

namespace Platen.Gateway.Tests.AgentLink.Contract;

/// <summary>What agents and servers of different versions tell each other, and what an agent reads of its own disk that a version before wrote: every message, and every field as a line of text.</summary>
internal static class LinkContract
{
    private static readonly MessageDescriptor[] ManyKinds =
    [
        AgentMessage.Descriptor, ClusterMessage.Descriptor, AgentEvent.Descriptor, Command.Descriptor, Change.Descriptor, DocumentUp.Descriptor, DocumentDown.Descriptor, DocumentDownRequest.Descriptor, JournalRecord.Descriptor,
    ];

    private static readonly MessageDescriptor[] OneKind =
    [
        EnrolRequest.Descriptor, EnrolReply.Descriptor, RenewRequest.Descriptor, ListUserJobsRequest.Descriptor, ListUserJobsReply.Descriptor, DeleteUserJobRequest.Descriptor, DeleteUserJobReply.Descriptor,
        RegisterCardRequest.Descriptor, RegisterCardReply.Descriptor, IssuePinRequest.Descriptor, IssuePinReply.Descriptor, DocumentUpReply.Descriptor, JournalBatch.Descriptor, RoamingRelease.Descriptor,
    ];

    private static readonly FileDescriptor[] Files =
        [AgentlinkReflection.Descriptor, EventsReflection.Descriptor, ReplicaReflection.Descriptor, TypesReflection.Descriptor, JournalReflection.Descriptor, RoamingReflection.Descriptor];

    /// <summary>A message of each kind, with every field set.</summary>
    public static IEnumerable<(string Name, IMessage Message)> Samples() =>
        ManyKinds.SelectMany(SampleMessage.KindsOf).Concat(OneKind.Select(message => (message.Name, SampleMessage.Whole(message))));

    /// <summary>The message that a sample is of.</summary>
    /// <param name="name">As <see cref="Samples"/> names it: the message, and the kind behind a dot.</param>
    public static MessageDescriptor MessageOf(string name) => ManyKinds.Concat(OneKind).Single(known => known.Name == name.Split('.')[0]);

    /// <summary>Every field and every value of an enumeration, a line each.</summary>
    public static IEnumerable<string> Fields() => Files
        .SelectMany(file => file.MessageTypes.SelectMany(Nested).SelectMany(LinesOf).Concat(file.EnumTypes.SelectMany(LinesOf)))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<MessageDescriptor> Nested(MessageDescriptor message) => message.NestedTypes.SelectMany(Nested).Prepend(message);

    private static IEnumerable<string> LinesOf(MessageDescriptor message) => message.Fields.InFieldNumberOrder().Select(LineOf).Concat(message.EnumTypes.SelectMany(LinesOf));

    private static IEnumerable<string> LinesOf(EnumDescriptor type) => type.Values.Select(value => $"{type.FullName} {value.Number} {value.Name}");

    private static string LineOf(FieldDescriptor field) => $"{field.ContainingType.FullName} {field.FieldNumber} {field.Name} {(field.IsRepeated ? "repeated" : "single")} {TypeOf(field)}";

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString(),
    };
}
