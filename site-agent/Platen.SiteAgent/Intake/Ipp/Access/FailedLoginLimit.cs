using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Ipp.Access;

/// <summary>
/// How many failed logins over IPPS are journaled one by one: somebody who guesses from many addresses must not fill the journal, nor, with names that nobody has, push out the failures of real ones. What is beyond is counted,
/// shown by the metric <c>platen.agent.logins.unlisted</c>, and told by an alarm with its first and its last. Thread-safe.
/// </summary>
internal sealed class FailedLoginLimit(TimeProvider time) : IAlarmSource
{
    /// <summary>The alarm's name.</summary>
    public const string Name = "logins";

    /// <summary>Failures of known users at once; then one every <see cref="KnownEvery"/>.</summary>
    public const int KnownMax = 300;

    /// <summary>Failures under names that nobody has, and throttled ones; then one every <see cref="UnknownEvery"/>.</summary>
    public const int UnknownMax = 60;

    public static readonly TimeSpan KnownEvery = TimeSpan.FromSeconds(6);

    public static readonly TimeSpan UnknownEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Bucket _known = new(KnownMax, KnownEvery);
    private readonly Bucket _unknown = new(UnknownMax, UnknownEvery);
    private long _unlisted;
    private string _source = "";

    public IEnumerable<Alarm> Current
    {
        get
        {
            lock (_gate)
            {
                var isOver = _known.IsFull(time.GetUtcNow()) && _unknown.IsFull(time.GetUtcNow());
                var said = _unlisted == 0 ? "" : $"{_unlisted} failed logins over IPPS were too many to be listed one by one; the last came from {_source}.";
                if (!isOver)
                {
                    return [_unlisted > 0 ? new Alarm(Name, Alarm.Warning, said) : Alarm.None(Name)];
                }

                _unlisted = 0;
                return [Alarm.None(Name, said)];
            }
        }
    }

    /// <summary>Whether a failure is to be journaled.</summary>
    /// <param name="isKnown">The name is a user's.</param>
    /// <param name="source">Where it came from.</param>
    public bool TryList(bool isKnown, string source)
    {
        lock (_gate)
        {
            if ((isKnown ? _known : _unknown).TryTake(time.GetUtcNow()))
            {
                return true;
            }

            (_unlisted, _source) = (_unlisted + 1, source);
        }

        AgentInstruments.OnLoginUnlisted();
        return false;
    }

    private sealed class Bucket(int most, TimeSpan every)
    {
        private double _left = most;
        private DateTimeOffset _at;

        public bool TryTake(DateTimeOffset now)
        {
            Refill(now);
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }

        public bool IsFull(DateTimeOffset now)
        {
            Refill(now);
            return _left >= most;
        }

        private void Refill(DateTimeOffset now)
        {
            _left = Math.Min(most, _left + (Math.Max(0, (now - _at).Ticks) / (double)every.Ticks));
            _at = now;
        }
    }
}
