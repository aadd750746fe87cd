using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>An alarm is raised (<see cref="RecordChange.ExpectedVersion"/> 0) or cleared.</summary>
/// <param name="Row">The alarm.</param>
/// <param name="Cleared">It is over.</param>
public sealed record SiteAlarmChange(SiteAlarm Row, bool Cleared = false) : RecordChange;
