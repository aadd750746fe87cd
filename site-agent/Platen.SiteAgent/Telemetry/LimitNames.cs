namespace Platen.SiteAgent.Telemetry;

/// <summary>The names of limits in the metric <c>platen.agent.limits</c>, which counts each time that one of them is reached. docs/architecture/limits.md has them all, with their values.</summary>
internal static class LimitNames
{
    /// <summary>A client that was silent for too long.</summary>
    public const string Idle = "idle";

    /// <summary>Connections to one RAW port: the next one waits.</summary>
    public const string RawPort = "raw-port";

    /// <summary>LPD's commands, files and lines.</summary>
    public const string Lpd = "lpd";

    /// <summary>IPP's attributes, values and depth.</summary>
    public const string IppMessage = "ipp-message";

    /// <summary>Jobs between Create-Job and Send-Document.</summary>
    public const string CreatedJobs = "created-jobs";

    /// <summary>A compressed document that grows too much.</summary>
    public const string Compression = "compression";

    /// <summary>Documents that wait for a second look at their pages.</summary>
    public const string PageCounting = "page-counting";

    /// <summary>Releases that wait for one device.</summary>
    public const string DeviceQueue = "device-queue";

    /// <summary>Documents of other sites on their way here.</summary>
    public const string Roaming = "roaming";

    /// <summary>Documents on their way to other sites.</summary>
    public const string Sending = "sending";

    /// <summary>Requests of one address to the panel.</summary>
    public const string PanelRequests = "panel-requests";

    /// <summary>Panels that wait for a change.</summary>
    public const string PanelWaiters = "panel-waiters";

    /// <summary>Guesses of a PIN, card or password.</summary>
    public const string Logins = "logins";

    /// <summary>Commands of the server that wait.</summary>
    public const string Commands = "commands";

    /// <summary>Facts and documents that wait for the disk.</summary>
    public const string Commits = "commits";
}
