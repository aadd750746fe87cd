using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>
/// How many lines of one device are told: <see cref="Burst"/> at once, then one in <see cref="Every"/>, and ever fewer while many events wait for the server. What is left out is counted, and the number is told when there is room for
/// <see cref="ResumeAt"/> lines again. Not safe for several threads.
/// </summary>
internal sealed class LineBudget
{
    /// <summary>Lines that may come at once.</summary>
    public const int Burst = 30;

    /// <summary>Room that there must be again before what was left out is told, so that a device that goes on and on is told of now and then.</summary>
    public const int ResumeAt = 5;

    /// <summary>So many events waiting for the server make lines seldom …</summary>
    public const ulong SeldomFrom = 10_000;

    /// <summary>… and so many leave no room for them.</summary>
    public const ulong NoneFrom = 100_000;

    /// <summary>In what time there is room for one line more.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private const int SeldomFactor = 12;

    private double _room = Burst;
    private DateTimeOffset _at = DateTimeOffset.MinValue;
    private int _left;
    private DateTimeOffset _leftSince;

    /// <summary>The lines that are told now.</summary>
    /// <param name="lines">What there is to tell.</param>
    /// <param name="at">The time.</param>
    /// <param name="waiting">Events that wait for the server.</param>
    public ImmutableArray<DeviceLogLine> Admit(ImmutableArray<DeviceLogLine> lines, DateTimeOffset at, ulong waiting)
    {
        Fill(at, waiting);
        var told = ImmutableArray.CreateBuilder<DeviceLogLine>();
        if (_left > 0 && _room >= ResumeAt)
        {
            told.Add(Suppressed(at));
            _room--;
            _left = 0;
        }

        foreach (var line in lines)
        {
            if (_left == 0 && _room >= 1 && waiting < NoneFrom)
            {
                told.Add(line);
                _room--;
            }
            else
            {
                _leftSince = _left == 0 ? at : _leftSince;
                _left = Math.Min(_left + 1, int.MaxValue - 1);
            }
        }

        return told.ToImmutable();
    }

    private void Fill(DateTimeOffset at, ulong waiting)
    {
        if (_at != DateTimeOffset.MinValue && at > _at && waiting < NoneFrom)
        {
            _room = Math.Min(Burst, _room + ((at - _at) / (waiting < SeldomFrom ? Every : Every * SeldomFactor)));
        }

        _at = at;
    }

    private DeviceLogLine Suppressed(DateTimeOffset at) => new()
    {
        At = Timestamp.FromDateTimeOffset(at),
        Kind = DeviceLogKind.Suppressed,
        Severity = DeviceLogSeverity.Warning,
        Code = "suppressed",
        Text = string.Create(CultureInfo.InvariantCulture, $"too many since {_leftSince.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        Count = _left,
    };
}
