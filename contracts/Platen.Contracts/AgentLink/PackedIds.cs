using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;

namespace Platen.Contracts.AgentLink;

/// <summary>
/// The UUIDs of the events that every job costs a line (P12), 16 bytes each instead of 36 characters: on the wire they are in <see cref="AgentEvent.PackedIds"/>, in the order given here, and the fields that they belong to are empty. Only between
/// sides of which the server has said that it reads them (<see cref="ClusterHello.ReadsPackedIds"/>); journals keep events as they are.
/// </summary>
public static class PackedIds
{
    private const int IdBytes = 16;

    /// <summary>The event as it goes over the line: a packed copy, or the event itself where an id is none, or nothing of it is to be packed.</summary>
    public static AgentEvent Pack(AgentEvent source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var fields = Fields(source);
        Span<byte> ids = stackalloc byte[IdBytes * fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            // not another spelling: what is read back must be what was written
            if (!Guid.TryParseExact(fields[i].Get(), "D", out var id) || id.ToString("D") != fields[i].Get())
            {
                return source;
            }

            id.TryWriteBytes(ids[(i * IdBytes)..], bigEndian: true, out _);
        }

        return fields.Length == 0 ? source : Emptied(source.Clone(), ids);
    }

    /// <summary>Puts the ids of an event back where they belong; one that has none packed stays as it is.</summary>
    /// <exception cref="FormatException">There are more or fewer ids than the event has places for, or a place is taken.</exception>
    public static void Unpack(AgentEvent packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        if (packed.PackedIds.IsEmpty)
        {
            return;
        }

        var fields = Fields(packed);
        if (packed.PackedIds.Length != fields.Length * IdBytes || Array.Exists(fields, field => field.Get().Length > 0))
        {
            throw new FormatException($"The event has places for {fields.Length} packed ids, and {packed.PackedIds.Length} bytes of them.");
        }

        for (var i = 0; i < fields.Length; i++)
        {
            fields[i].Set(new Guid(packed.PackedIds.Span.Slice(i * IdBytes, IdBytes), bigEndian: true).ToString("D"));
        }

        packed.PackedIds = ByteString.Empty;
    }

    private static AgentEvent Emptied(AgentEvent copy, ReadOnlySpan<byte> ids)
    {
        foreach (var field in Fields(copy))
        {
            field.Set("");
        }

        copy.PackedIds = ByteString.CopyFrom(ids);
        return copy;
    }

    // The order is part of the wire's format: it never changes, and nothing is added to a kind that is here.
    private static (Func<string> Get, Action<string> Set)[] Fields(AgentEvent source) => source.BodyCase switch
    {
        AgentEvent.BodyOneofCase.JobReceived => Of(source.JobReceived),
        AgentEvent.BodyOneofCase.JobReleaseStarted => Of(source.JobReleaseStarted),
        AgentEvent.BodyOneofCase.JobReleaseFinished => Of(source.JobReleaseFinished),
        AgentEvent.BodyOneofCase.JobRoamed when source.JobRoamed.End is { } end => Of(end),
        AgentEvent.BodyOneofCase.CommandDone => [(() => source.CommandDone.CommandId, id => source.CommandDone.CommandId = id)],
        _ => [],
    };

    private static (Func<string> Get, Action<string> Set)[] Of(JobReceived fact) => [(() => fact.JobId, id => fact.JobId = id), (() => fact.OwnerUserId, id => fact.OwnerUserId = id)];

    private static (Func<string> Get, Action<string> Set)[] Of(JobReleaseStarted fact) =>
        [(() => fact.JobId, id => fact.JobId = id), (() => fact.ReleaseId, id => fact.ReleaseId = id), (() => fact.UserId, id => fact.UserId = id)];

    private static (Func<string> Get, Action<string> Set)[] Of(JobReleaseFinished fact) =>
        [(() => fact.JobId, id => fact.JobId = id), (() => fact.ReleaseId, id => fact.ReleaseId = id), (() => fact.UserId, id => fact.UserId = id)];
}
