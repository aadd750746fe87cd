using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Alarms;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>Alarms of a spool that fills up: at their marks, and without coming and going.</summary>
public sealed class SpoolAlarmTests
{
    private static readonly SpoolOptions Options = new();

    [Theory]
    [InlineData(79, "")]
    [InlineData(80, "notice")]
    [InlineData(89, "notice")]
    [InlineData(90, "warning")]
    [InlineData(94, "warning")]
    [InlineData(95, "critical")]
    [InlineData(100, "critical")]
    public void Alarm_BeginsAtItsMark(int percent, string word) => New().At(percent, Options).Word.ShouldBe(word);

    // mutant: no hysteresis; a spool around a mark would raise and end its alarm with every job
    [Theory]
    [InlineData(95, 94, "critical")]
    [InlineData(95, 90, "critical")]
    [InlineData(95, 89, "warning")]
    [InlineData(95, 84, "notice")]
    [InlineData(95, 74, "")]
    [InlineData(80, 76, "notice")]
    [InlineData(80, 75, "notice")]
    [InlineData(80, 74, "")]
    [InlineData(90, 96, "critical")]
    public void Alarm_EndsOnlyWellBelowItsMark(int high, int then, string word) => New().At(high, Options).At(then, Options).Word.ShouldBe(word);

    private static SpoolAlarm New() => new("disk", SpoolAlarmLevel.None, 0);
}
