namespace Platen.Domain.Jobs;

/// <summary>IPP <c>job-state-reasons</c> keywords that the record uses (RFC 8011, 5.3.8; PWG 5100.11).</summary>
public static class JobStateReason
{
    /// <summary>Waits for its owner.</summary>
    public const string Held = "job-release-wait";

    /// <summary>On its way to a device.</summary>
    public const string Printing = "job-printing";

    /// <summary>Printed.</summary>
    public const string Printed = "job-completed-successfully";

    /// <summary>Printed in part.</summary>
    public const string PrintedInPart = "job-completed-with-errors";

    /// <summary>Its owner deleted it.</summary>
    public const string CanceledByOwner = "job-canceled-by-user";

    /// <summary>An administrator deleted it.</summary>
    public const string CanceledByOperator = "job-canceled-by-operator";

    /// <summary>Its time was over.</summary>
    public const string CanceledAfterTimeout = "job-canceled-after-timeout";

    /// <summary>Its data is damaged or gone.</summary>
    public const string AbortedBySystem = "aborted-by-system";

    /// <summary>The keyword for a deletion.</summary>
    public static string Of(DeletionCause cause) => cause switch
    {
        DeletionCause.Owner => CanceledByOwner,
        DeletionCause.Expired => CanceledAfterTimeout,
        DeletionCause.Administrator => CanceledByOperator,
        _ => AbortedBySystem,
    };
}
