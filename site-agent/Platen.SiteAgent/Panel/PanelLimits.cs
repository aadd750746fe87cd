using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Panel;

/// <summary>Limits of the panel's web service.</summary>
internal static class PanelLimits
{
    /// <summary>The largest request body, in bytes.</summary>
    public const int BodyBytesMax = 8 * 1024;

    /// <summary>Jobs that are listed; which of more, <see cref="ListedJobs"/> says.</summary>
    public const int JobsMax = 500;

    /// <summary>Jobs in one release request.</summary>
    public const int ReleasesPerRequestMax = 64;

    /// <summary>Requests in a row that one address may make, and how many it gains each second.</summary>
    public const int RequestsBurst = 200;

    /// <inheritdoc cref="RequestsBurst"/>
    public const int RequestsPerSecond = 50;

    /// <summary>The longest wait of a long poll.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);

    /// <summary>How long a page waits for other sites' jobs before it shows this site's alone, and asks again by itself (P7).</summary>
    public static readonly TimeSpan OtherSitesWait = TimeSpan.FromMilliseconds(60);

    /// <summary>Long polls that wait at once; further ones are answered at once.</summary>
    public const int WaitersMax = 256;
}
