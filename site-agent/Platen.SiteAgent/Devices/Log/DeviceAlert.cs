using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>An alert that a device raises.</summary>
/// <param name="Key">What makes it the same alert at the next look: its part and code, not its words, which may count down.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Its code's name (IANA-PRINTER-MIB).</param>
/// <param name="Text">The device's words, cleaned and cut.</param>
internal sealed record DeviceAlert(string Key, DeviceLogSeverity Severity, string Code, string Text)
{
    /// <summary>Most alerts of a device that are looked at.</summary>
    public const int Most = 32;

    /// <summary>The device's up-time when it was raised; null: not told.</summary>
    public TimeSpan? RaisedAt { get; init; }
}
