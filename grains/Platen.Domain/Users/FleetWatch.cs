using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>
/// Sees what no single device or branch can: one PIN that is tried at fifty devices, once at each, or many failures at all of them together (AU14). It looks at the last <see cref="FleetPolicy.Window"/>. After an alarm it
/// begins to count anew. Not thread-safe.
/// </summary>
public sealed class FleetWatch
{
    /// <summary>Failures that are remembered; the oldest go first.</summary>
    public const int FailuresMax = 10_000;

    private readonly Queue<LoginFailure> _recent = new();

    /// <summary>Failures that are remembered now.</summary>
    public int Count => _recent.Count;

    /// <summary>Goes on with what was counted before.</summary>
    /// <param name="recent">Oldest first; of more than <see cref="FailuresMax"/> the last count.</param>
    public static FleetWatch After(ImmutableArray<LoginFailure> recent)
    {
        var watch = new FleetWatch();
        foreach (var failure in recent.TakeLast(FailuresMax))
        {
            watch._recent.Enqueue(failure);
        }

        return watch;
    }

    /// <summary>Counts a failure; the alarm that it raises, or null.</summary>
    public FleetAlarm? Add(LoginFailure failure, FleetPolicy policy)
    {
        while (_recent.TryPeek(out var oldest) && (oldest.At <= failure.At - FleetPolicy.Window || _recent.Count >= FailuresMax))
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(failure);
        var alarm = OfOneSecret(failure, policy) ?? OfAll(policy);
        if (alarm is not null)
        {
            _recent.Clear();
        }

        return alarm;
    }

    private FleetAlarm? OfOneSecret(LoginFailure failure, FleetPolicy policy)
    {
        if (policy.SameSecretDevices == 0 || failure.Tag.Length == 0)
        {
            return null;
        }

        var same = _recent.Where(other => other.Tag.AsSpan().SequenceEqual(failure.Tag.AsSpan())).ToList();
        var alarm = Of(same, sameSecret: true);
        return alarm.Devices >= policy.SameSecretDevices ? alarm : null;
    }

    private FleetAlarm? OfAll(FleetPolicy policy) => policy.Failures > 0 && _recent.Count >= policy.Failures ? Of(_recent, sameSecret: false) : null;

    private static FleetAlarm Of(IReadOnlyCollection<LoginFailure> failures, bool sameSecret) => new(
        sameSecret,
        failures.Count,
        failures.Select(failure => (failure.Site, failure.Place)).Distinct().Count(),
        failures.Select(failure => failure.Site).Distinct(StringComparer.Ordinal).Count());
}
