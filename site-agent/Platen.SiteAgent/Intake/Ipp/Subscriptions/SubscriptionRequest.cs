using System.Collections.Frozen;
using System.Collections.Immutable;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>What one group of subscription attributes asks for (RFC 3995, 5.3), checked.</summary>
internal sealed record SubscriptionRequest
{
    private const int EventsMax = 16;
    private const string Ippget = "ippget";

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [NotifyNames.PullMethod, NotifyNames.Events, NotifyNames.UserData, NotifyNames.Charset, NotifyNames.Language, NotifyNames.LeaseDuration, NotifyNames.TimeInterval], StringComparer.Ordinal);

    public required FrozenSet<string> Events { get; init; }

    /// <summary>Given back with each notification; empty: nothing.</summary>
    public ReadOnlyMemory<byte> UserData { get; init; }

    /// <summary>The lease in seconds, as it is granted.</summary>
    public int LeaseSeconds { get; init; } = SubscriptionLimits.LeaseDefault;

    /// <summary>The least seconds between two notifications of <c>job-progress</c>.</summary>
    public int TimeInterval { get; init; }

    /// <summary>What was not understood, or granted otherwise.</summary>
    public ImmutableArray<IppAttribute> Unsupported { get; init; } = [];

    /// <summary>Reads a group; null, with the reason and the attribute at fault, when there can be no subscription of it.</summary>
    public static SubscriptionRequest? Read(IppAttributeGroup group, bool isOfJob, out IppStatus status, out IppAttribute? fault)
    {
        (status, fault) = FaultOf(group);
        if (status != IppStatus.Ok)
        {
            return null;
        }

        var unsupported = ImmutableArray.CreateBuilder<IppAttribute>();
        unsupported.AddRange(group.Attributes.Where(attribute => !Known.Contains(attribute.Name)).Select(attribute => new IppAttribute(attribute.Name, [new IppOutOfBandValue(IppTag.Unsupported)])));
        var events = EventsOf(group.Find(NotifyNames.Events), unsupported);
        if (events.Count == 0)
        {
            (status, fault) = (IppStatus.AttributesOrValuesNotSupported, group.Find(NotifyNames.Events));
            return null;
        }

        return new SubscriptionRequest
        {
            Events = events,
            UserData = group.Find(NotifyNames.UserData)?.Value is IppOctetsValue octets ? octets.Octets.ToArray() : ReadOnlyMemory<byte>.Empty,
            LeaseSeconds = isOfJob ? 0 : Lease(group.Find(NotifyNames.LeaseDuration), unsupported),
            TimeInterval = Math.Max(0, group.GetInteger(NotifyNames.TimeInterval) ?? 0),
            Unsupported = unsupported.ToImmutable(),
        };
    }

    /// <summary>The lease that is granted: 0 (for ever) and what is too long become the longest.</summary>
    public static int Lease(IppAttribute? asked, ImmutableArray<IppAttribute>.Builder unsupported)
    {
        var seconds = asked is null ? SubscriptionLimits.LeaseDefault : asked.AsInteger() ?? -1;
        var granted = seconds is < 1 or > SubscriptionLimits.LeaseMax ? SubscriptionLimits.LeaseMax : seconds;
        if (granted != seconds)
        {
            unsupported.Add(asked!);
        }

        return granted;
    }

    private static (IppStatus Status, IppAttribute? Fault) FaultOf(IppAttributeGroup group)
    {
        if (group.Find(NotifyNames.RecipientUri) is { } recipient)
        {
            // nothing is pushed: an agent that calls any address it is told would be anybody's tool
            return (IppStatus.UriSchemeNotSupported, recipient);
        }

        if (group.Find(NotifyNames.PullMethod) is not { } method || method.AsString() != Ippget)
        {
            return (group.Find(NotifyNames.PullMethod) is null ? IppStatus.BadRequest : IppStatus.AttributesOrValuesNotSupported, group.Find(NotifyNames.PullMethod));
        }

        if (group.Find(NotifyNames.Charset) is { } charset && !string.Equals(charset.AsString(), "utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return (IppStatus.CharsetNotSupported, charset);
        }

        return group.Find(NotifyNames.UserData) is { } data && data.Value is not IppOctetsValue { Octets.Length: <= SubscriptionLimits.UserDataBytesMax }
            ? (IppStatus.RequestValueTooLong, data)
            : (IppStatus.Ok, null);
    }

    private static FrozenSet<string> EventsOf(IppAttribute? attribute, ImmutableArray<IppAttribute>.Builder unsupported)
    {
        if (attribute is null)
        {
            return FrozenSet.ToFrozenSet([NotifyEvents.Default], StringComparer.Ordinal);
        }

        var known = attribute.AsStrings().Take(EventsMax).Where(kind => NotifyEvents.Supported.Contains(kind, StringComparer.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
        var others = attribute.Values.Where(value => value is not IppStringValue { Text: var kind } || !known.Contains(kind)).ToImmutableArray();
        if (others.Length > 0)
        {
            unsupported.Add(new IppAttribute(NotifyNames.Events, others));
        }

        return known;
    }
}
