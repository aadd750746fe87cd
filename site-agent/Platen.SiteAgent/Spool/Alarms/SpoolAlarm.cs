namespace Platen.SiteAgent.Spool.Alarms;

/// <summary>How full the spool is by one measure, and what alarm that is.</summary>
/// <param name="Measure">What is counted: disk, bytes or jobs.</param>
/// <param name="Level">The alarm.</param>
/// <param name="Percent">How full, 0 to 100; at 100 documents are refused (not for jobs).</param>
internal readonly record struct SpoolAlarm(string Measure, SpoolAlarmLevel Level, int Percent)
{
    /// <summary>The word for an alarm, for the server and the metrics; empty: none.</summary>
    public string Word => Level switch
    {
        SpoolAlarmLevel.Notice => "notice",
        SpoolAlarmLevel.Warning => "warning",
        SpoolAlarmLevel.Critical => "critical",
        _ => "",
    };

    /// <summary>The same measure now. An alarm begins at its mark, and ends when the fill has fallen some way below it.</summary>
    public SpoolAlarm At(int percent, SpoolOptions options)
    {
        var reached = LevelOf(percent, options);
        var kept = LevelOf(percent + options.AlarmFallPercent, options);
        var level = reached >= Level ? reached : kept < Level ? (SpoolAlarmLevel)Math.Max((int)reached, (int)kept) : Level;
        return this with { Level = level, Percent = percent };
    }

    private static SpoolAlarmLevel LevelOf(int percent, SpoolOptions options) =>
        percent >= options.CriticalPercent ? SpoolAlarmLevel.Critical
        : percent >= options.WarningPercent ? SpoolAlarmLevel.Warning
        : percent >= options.NoticePercent ? SpoolAlarmLevel.Notice
        : SpoolAlarmLevel.None;
}
