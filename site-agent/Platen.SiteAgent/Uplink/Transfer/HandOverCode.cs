namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Whether a recipient gets a job.</summary>
internal enum HandOverCode
{
    Unspecified = 0,

    /// <summary>The job is this recipient's for this release, now or since an earlier call.</summary>
    Yours = 1,

    /// <summary>It is not; the message says why.</summary>
    Refused = 2,
}
