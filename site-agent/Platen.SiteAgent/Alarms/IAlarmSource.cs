namespace Platen.SiteAgent.Alarms;

/// <summary>Knows alarms of some names.</summary>
internal interface IAlarmSource
{
    /// <summary>Its alarms as they are now, one of each of its names also while there is none. Called often, and from another thread.</summary>
    IEnumerable<Alarm> Current { get; }
}
