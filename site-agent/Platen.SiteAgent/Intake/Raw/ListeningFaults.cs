using Platen.SiteAgent.Alarms;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>The ports that could not be opened, as they are now: for the heartbeat, and as the alarm <c>listening</c>. Thread-safe.</summary>
internal sealed class ListeningFaults : IAlarmSource
{
    /// <summary>The alarm's name.</summary>
    public const string Name = "listening";

    /// <summary>Faults that are told.</summary>
    public const int Most = 16;

    private IReadOnlyList<string> _all = [];

    /// <summary>In words for people, at most <see cref="Most"/>.</summary>
    public IReadOnlyList<string> All
    {
        get => Volatile.Read(ref _all);
        set => Volatile.Write(ref _all, [.. value.Take(Most)]);
    }

    public IEnumerable<Alarm> Current => All is { Count: > 0 } faults ? [new Alarm(Name, Alarm.Warning, string.Join(' ', faults))] : [Alarm.None(Name)];
}
