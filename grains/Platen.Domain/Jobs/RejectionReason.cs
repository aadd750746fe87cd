namespace Platen.Domain.Jobs;

/// <summary>Why a fact was parked: keywords for programs and for the audit log.</summary>
public static class RejectionReason
{
    /// <summary>The job is not recorded.</summary>
    public const string UnknownJob = "unknown-job";

    /// <summary>The job is recorded already.</summary>
    public const string JobExists = "job-exists";

    /// <summary>Another agent holds the job; only that one is believed.</summary>
    public const string NotAuthority = "not-the-holding-agent";

    /// <summary>The job was deleted or can never be printed.</summary>
    public const string JobClosed = "job-closed";

    /// <summary>The job's data is gone.</summary>
    public const string DataGone = "data-gone";

    /// <summary>The job has another owner.</summary>
    public const string OtherOwner = "owned-by-another";

    /// <summary>A value is missing or out of its bounds.</summary>
    public const string InvalidFact = "invalid-fact";

    /// <summary>The release was charged before, by another fact.</summary>
    public const string AlreadyCharged = "release-already-charged";

    /// <summary>The device is not recorded at this site.</summary>
    public const string UnknownDevice = "unknown-device";

    /// <summary>The user is not recorded.</summary>
    public const string UnknownUser = "unknown-user";

    /// <summary>The user's account is not active.</summary>
    public const string InactiveUser = "inactive-user";

    /// <summary>The card belongs to somebody else.</summary>
    public const string TakenCard = "card-of-another";

    /// <summary>A new PIN was asked for within seven days of the last one (AU06).</summary>
    public const string PinTooSoon = "pin-drawn-lately";

    /// <summary>The command is not open: it was answered before, or never asked.</summary>
    public const string UnknownCommand = "unknown-command";

    /// <summary>A kind of fact that this server does not know.</summary>
    public const string UnknownFact = "unknown-fact";

    /// <summary>Applying it failed again and again.</summary>
    public const string Fault = "fault";
}
