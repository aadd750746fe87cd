namespace Platen.SiteAgent.Spool.Alarms;

/// <summary>How full the spool is.</summary>
internal enum SpoolAlarmLevel
{
    Unspecified = 0,

    /// <summary>There is room.</summary>
    None = 1,

    /// <summary><see cref="SpoolOptions.NoticePercent"/> is reached.</summary>
    Notice = 2,

    /// <summary><see cref="SpoolOptions.WarningPercent"/> is reached.</summary>
    Warning = 3,

    /// <summary><see cref="SpoolOptions.CriticalPercent"/> is reached: documents will be refused soon.</summary>
    Critical = 4,
}
