namespace Platen.Protocols.Ipp;

/// <summary>Keywords of <c>job-state-reasons</c> (RFC 8011 section 5.3.8).</summary>
public static class IppJobStateReason
{
    /// <summary><c>none</c>.</summary>
    public const string None = "none";

    /// <summary><c>job-incoming</c>.</summary>
    public const string JobIncoming = "job-incoming";

    /// <summary><c>job-data-insufficient</c>.</summary>
    public const string JobDataInsufficient = "job-data-insufficient";

    /// <summary><c>job-outgoing</c>.</summary>
    public const string JobOutgoing = "job-outgoing";

    /// <summary><c>job-hold-until-specified</c>.</summary>
    public const string JobHoldUntilSpecified = "job-hold-until-specified";

    /// <summary><c>job-release-wait</c> (PWG 5100.11).</summary>
    public const string JobReleaseWait = "job-release-wait";

    /// <summary><c>job-password-wait</c> (PWG 5100.11).</summary>
    public const string JobPasswordWait = "job-password-wait";

    /// <summary><c>job-queued</c>.</summary>
    public const string JobQueued = "job-queued";

    /// <summary><c>job-printing</c>.</summary>
    public const string JobPrinting = "job-printing";

    /// <summary><c>job-interpreting</c>.</summary>
    public const string JobInterpreting = "job-interpreting";

    /// <summary><c>job-canceled-by-user</c>.</summary>
    public const string JobCanceledByUser = "job-canceled-by-user";

    /// <summary><c>job-canceled-by-operator</c>.</summary>
    public const string JobCanceledByOperator = "job-canceled-by-operator";

    /// <summary><c>job-canceled-at-device</c>.</summary>
    public const string JobCanceledAtDevice = "job-canceled-at-device";

    /// <summary><c>aborted-by-system</c>.</summary>
    public const string AbortedBySystem = "aborted-by-system";

    /// <summary><c>unsupported-document-format</c>.</summary>
    public const string UnsupportedDocumentFormat = "unsupported-document-format";

    /// <summary><c>document-format-error</c>.</summary>
    public const string DocumentFormatError = "document-format-error";

    /// <summary><c>processing-to-stop-point</c>.</summary>
    public const string ProcessingToStopPoint = "processing-to-stop-point";

    /// <summary><c>printer-stopped</c>.</summary>
    public const string PrinterStopped = "printer-stopped";

    /// <summary><c>job-completed-successfully</c>.</summary>
    public const string JobCompletedSuccessfully = "job-completed-successfully";

    /// <summary><c>job-completed-with-warnings</c>.</summary>
    public const string JobCompletedWithWarnings = "job-completed-with-warnings";

    /// <summary><c>job-completed-with-errors</c>.</summary>
    public const string JobCompletedWithErrors = "job-completed-with-errors";

    /// <summary><c>account-authorization-failed</c>.</summary>
    public const string AccountAuthorizationFailed = "account-authorization-failed";

    /// <summary><c>account-limit-reached</c>.</summary>
    public const string AccountLimitReached = "account-limit-reached";
}
