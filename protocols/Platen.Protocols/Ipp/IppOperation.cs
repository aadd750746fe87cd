namespace Platen.Protocols.Ipp;

/// <summary>Operation ids (RFC 8011 section 5.4.15, PWG 5100.11, PWG 5100.13, PWG 5100.18). Others are legal; a printer answers them with server-error-operation-not-supported.</summary>
public enum IppOperation : ushort
{
    /// <summary>Not an operation.</summary>
    Unspecified = 0x0000,

    /// <summary>Print-Job (RFC 8011 section 4.2.1).</summary>
    PrintJob = 0x0002,

    /// <summary>Print-URI (RFC 8011 section 4.2.2).</summary>
    PrintUri = 0x0003,

    /// <summary>Validate-Job (RFC 8011 section 4.2.3).</summary>
    ValidateJob = 0x0004,

    /// <summary>Create-Job (RFC 8011 section 4.2.4).</summary>
    CreateJob = 0x0005,

    /// <summary>Send-Document (RFC 8011 section 4.3.1).</summary>
    SendDocument = 0x0006,

    /// <summary>Send-URI (RFC 8011 section 4.3.2).</summary>
    SendUri = 0x0007,

    /// <summary>Cancel-Job (RFC 8011 section 4.3.3).</summary>
    CancelJob = 0x0008,

    /// <summary>Get-Job-Attributes (RFC 8011 section 4.3.4).</summary>
    GetJobAttributes = 0x0009,

    /// <summary>Get-Jobs (RFC 8011 section 4.2.6).</summary>
    GetJobs = 0x000A,

    /// <summary>Get-Printer-Attributes (RFC 8011 section 4.2.5).</summary>
    GetPrinterAttributes = 0x000B,

    /// <summary>Hold-Job (RFC 8011 section 4.3.5).</summary>
    HoldJob = 0x000C,

    /// <summary>Release-Job (RFC 8011 section 4.3.6).</summary>
    ReleaseJob = 0x000D,

    /// <summary>Restart-Job (RFC 8011 section 4.3.7).</summary>
    RestartJob = 0x000E,

    /// <summary>Pause-Printer (RFC 8011 section 4.2.7).</summary>
    PausePrinter = 0x0010,

    /// <summary>Resume-Printer (RFC 8011 section 4.2.8).</summary>
    ResumePrinter = 0x0011,

    /// <summary>Purge-Jobs (RFC 8011 section 4.2.9).</summary>
    PurgeJobs = 0x0012,

    /// <summary>Set-Printer-Attributes (RFC 3380).</summary>
    SetPrinterAttributes = 0x0013,

    /// <summary>Set-Job-Attributes (RFC 3380).</summary>
    SetJobAttributes = 0x0014,

    /// <summary>Get-Printer-Supported-Values (RFC 3380).</summary>
    GetPrinterSupportedValues = 0x0015,

    /// <summary>Create-Printer-Subscriptions (RFC 3995).</summary>
    CreatePrinterSubscriptions = 0x0016,

    /// <summary>Create-Job-Subscriptions (RFC 3995).</summary>
    CreateJobSubscriptions = 0x0017,

    /// <summary>Get-Subscription-Attributes (RFC 3995).</summary>
    GetSubscriptionAttributes = 0x0018,

    /// <summary>Get-Subscriptions (RFC 3995).</summary>
    GetSubscriptions = 0x0019,

    /// <summary>Renew-Subscription (RFC 3995).</summary>
    RenewSubscription = 0x001A,

    /// <summary>Cancel-Subscription (RFC 3995).</summary>
    CancelSubscription = 0x001B,

    /// <summary>Get-Notifications (RFC 3996).</summary>
    GetNotifications = 0x001C,

    /// <summary>Cancel-Jobs (PWG 5100.11).</summary>
    CancelJobs = 0x0038,

    /// <summary>Cancel-My-Jobs (PWG 5100.11).</summary>
    CancelMyJobs = 0x0039,

    /// <summary>Close-Job (PWG 5100.11).</summary>
    CloseJob = 0x003B,

    /// <summary>Identify-Printer (PWG 5100.13).</summary>
    IdentifyPrinter = 0x003C,
}
