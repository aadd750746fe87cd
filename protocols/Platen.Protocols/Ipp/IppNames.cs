namespace Platen.Protocols.Ipp;

/// <summary>Attribute names that this project uses, as they stand on the wire. A table, hence its length.</summary>
public static class IppNames
{
    /// <summary><c>attributes-charset</c>.</summary>
    public const string AttributesCharset = "attributes-charset";

    /// <summary><c>attributes-natural-language</c>.</summary>
    public const string AttributesNaturalLanguage = "attributes-natural-language";

    /// <summary><c>status-message</c>.</summary>
    public const string StatusMessage = "status-message";

    /// <summary><c>detailed-status-message</c>.</summary>
    public const string DetailedStatusMessage = "detailed-status-message";

    /// <summary><c>printer-uri</c>.</summary>
    public const string PrinterUri = "printer-uri";

    /// <summary><c>job-uri</c>.</summary>
    public const string JobUri = "job-uri";

    /// <summary><c>job-id</c>.</summary>
    public const string JobId = "job-id";

    /// <summary><c>job-name</c>.</summary>
    public const string JobName = "job-name";

    /// <summary><c>job-state</c>.</summary>
    public const string JobState = "job-state";

    /// <summary><c>job-state-reasons</c>.</summary>
    public const string JobStateReasons = "job-state-reasons";

    /// <summary><c>job-state-message</c>.</summary>
    public const string JobStateMessage = "job-state-message";

    /// <summary><c>job-originating-user-name</c>.</summary>
    public const string JobOriginatingUserName = "job-originating-user-name";

    /// <summary><c>job-printer-uri</c>.</summary>
    public const string JobPrinterUri = "job-printer-uri";

    /// <summary><c>job-impressions</c>.</summary>
    public const string JobImpressions = "job-impressions";

    /// <summary><c>job-impressions-completed</c>.</summary>
    public const string JobImpressionsCompleted = "job-impressions-completed";

    /// <summary><c>job-media-sheets</c>.</summary>
    public const string JobMediaSheets = "job-media-sheets";

    /// <summary><c>job-media-sheets-completed</c>.</summary>
    public const string JobMediaSheetsCompleted = "job-media-sheets-completed";

    /// <summary><c>job-k-octets</c>.</summary>
    public const string JobKOctets = "job-k-octets";

    /// <summary><c>requesting-user-name</c>.</summary>
    public const string RequestingUserName = "requesting-user-name";

    /// <summary><c>requested-attributes</c>.</summary>
    public const string RequestedAttributes = "requested-attributes";

    /// <summary><c>document-format</c>.</summary>
    public const string DocumentFormat = "document-format";

    /// <summary><c>document-format-supported</c>.</summary>
    public const string DocumentFormatSupported = "document-format-supported";

    /// <summary><c>document-format-default</c>.</summary>
    public const string DocumentFormatDefault = "document-format-default";

    /// <summary><c>document-name</c>.</summary>
    public const string DocumentName = "document-name";

    /// <summary><c>last-document</c>.</summary>
    public const string LastDocument = "last-document";

    /// <summary><c>compression</c>.</summary>
    public const string Compression = "compression";

    /// <summary><c>compression-supported</c>.</summary>
    public const string CompressionSupported = "compression-supported";

    /// <summary><c>ipp-attribute-fidelity</c>.</summary>
    public const string IppAttributeFidelity = "ipp-attribute-fidelity";

    /// <summary><c>which-jobs</c>.</summary>
    public const string WhichJobs = "which-jobs";

    /// <summary><c>my-jobs</c>.</summary>
    public const string MyJobs = "my-jobs";

    /// <summary><c>limit</c>.</summary>
    public const string Limit = "limit";

    /// <summary><c>copies</c>.</summary>
    public const string Copies = "copies";

    /// <summary><c>sides</c>.</summary>
    public const string Sides = "sides";

    /// <summary><c>media</c>.</summary>
    public const string Media = "media";

    /// <summary><c>media-col</c>.</summary>
    public const string MediaCol = "media-col";

    /// <summary><c>media-size</c>.</summary>
    public const string MediaSize = "media-size";

    /// <summary><c>x-dimension</c>.</summary>
    public const string XDimension = "x-dimension";

    /// <summary><c>y-dimension</c>.</summary>
    public const string YDimension = "y-dimension";

    /// <summary><c>print-color-mode</c>.</summary>
    public const string PrintColorMode = "print-color-mode";

    /// <summary><c>print-quality</c>.</summary>
    public const string PrintQuality = "print-quality";

    /// <summary><c>printer-resolution</c>.</summary>
    public const string PrinterResolution = "printer-resolution";

    /// <summary><c>orientation-requested</c>.</summary>
    public const string OrientationRequested = "orientation-requested";

    /// <summary><c>number-up</c>.</summary>
    public const string NumberUp = "number-up";

    /// <summary><c>finishings</c>.</summary>
    public const string Finishings = "finishings";

    /// <summary><c>page-ranges</c>.</summary>
    public const string PageRanges = "page-ranges";

    /// <summary><c>output-bin</c>.</summary>
    public const string OutputBin = "output-bin";

    /// <summary><c>job-hold-until</c>.</summary>
    public const string JobHoldUntil = "job-hold-until";

    /// <summary><c>job-sheets</c>.</summary>
    public const string JobSheets = "job-sheets";

    /// <summary><c>printer-name</c>.</summary>
    public const string PrinterName = "printer-name";

    /// <summary><c>printer-info</c>.</summary>
    public const string PrinterInfo = "printer-info";

    /// <summary><c>printer-location</c>.</summary>
    public const string PrinterLocation = "printer-location";

    /// <summary><c>printer-make-and-model</c>.</summary>
    public const string PrinterMakeAndModel = "printer-make-and-model";

    /// <summary><c>printer-state</c>.</summary>
    public const string PrinterState = "printer-state";

    /// <summary><c>printer-state-reasons</c>.</summary>
    public const string PrinterStateReasons = "printer-state-reasons";

    /// <summary><c>printer-state-message</c>.</summary>
    public const string PrinterStateMessage = "printer-state-message";

    /// <summary><c>printer-is-accepting-jobs</c>.</summary>
    public const string PrinterIsAcceptingJobs = "printer-is-accepting-jobs";

    /// <summary><c>printer-uri-supported</c>.</summary>
    public const string PrinterUriSupported = "printer-uri-supported";

    /// <summary><c>uri-security-supported</c>.</summary>
    public const string UriSecuritySupported = "uri-security-supported";

    /// <summary><c>uri-authentication-supported</c>.</summary>
    public const string UriAuthenticationSupported = "uri-authentication-supported";

    /// <summary><c>operations-supported</c>.</summary>
    public const string OperationsSupported = "operations-supported";

    /// <summary><c>ipp-versions-supported</c>.</summary>
    public const string IppVersionsSupported = "ipp-versions-supported";

    /// <summary><c>charset-configured</c>.</summary>
    public const string CharsetConfigured = "charset-configured";

    /// <summary><c>charset-supported</c>.</summary>
    public const string CharsetSupported = "charset-supported";

    /// <summary><c>natural-language-configured</c>.</summary>
    public const string NaturalLanguageConfigured = "natural-language-configured";

    /// <summary><c>generated-natural-language-supported</c>.</summary>
    public const string GeneratedNaturalLanguageSupported = "generated-natural-language-supported";

    /// <summary><c>queued-job-count</c>.</summary>
    public const string QueuedJobCount = "queued-job-count";

    /// <summary><c>printer-up-time</c>.</summary>
    public const string PrinterUpTime = "printer-up-time";

    /// <summary><c>pdl-override-supported</c>.</summary>
    public const string PdlOverrideSupported = "pdl-override-supported";

    /// <summary><c>color-supported</c>.</summary>
    public const string ColorSupported = "color-supported";

    /// <summary><c>pages-per-minute</c>.</summary>
    public const string PagesPerMinute = "pages-per-minute";

    /// <summary><c>printer-uuid</c>.</summary>
    public const string PrinterUuid = "printer-uuid";

    /// <summary><c>time-at-creation</c>.</summary>
    public const string TimeAtCreation = "time-at-creation";

    /// <summary><c>time-at-processing</c>.</summary>
    public const string TimeAtProcessing = "time-at-processing";

    /// <summary><c>time-at-completed</c>.</summary>
    public const string TimeAtCompleted = "time-at-completed";

    /// <summary><c>job-printer-up-time</c>.</summary>
    public const string JobPrinterUpTime = "job-printer-up-time";

    /// <summary><c>date-time-at-creation</c>.</summary>
    public const string DateTimeAtCreation = "date-time-at-creation";

    /// <summary><c>date-time-at-processing</c>.</summary>
    public const string DateTimeAtProcessing = "date-time-at-processing";

    /// <summary><c>date-time-at-completed</c>.</summary>
    public const string DateTimeAtCompleted = "date-time-at-completed";

    /// <summary><c>multiple-document-jobs-supported</c>.</summary>
    public const string MultipleDocumentJobsSupported = "multiple-document-jobs-supported";

    /// <summary><c>job-impressions-supported</c>.</summary>
    public const string JobImpressionsSupported = "job-impressions-supported";

    /// <summary><c>job-ids</c>; RFC 8011 and PWG 5100.11: several jobs at once.</summary>
    public const string JobIds = "job-ids";

    /// <summary><c>job-account-id</c>; PWG 5100.16: what to charge.</summary>
    public const string JobAccountId = "job-account-id";

    /// <summary><c>job-accounting-user-id</c>; PWG 5100.16: whom to charge.</summary>
    public const string JobAccountingUserId = "job-accounting-user-id";

    /// <summary><c>job-password</c>; PWG 5100.11: the PIN that releases the job at the printer.</summary>
    public const string JobPassword = "job-password";

    /// <summary><c>job-password-encryption</c>; PWG 5100.11: how job-password is hashed.</summary>
    public const string JobPasswordEncryption = "job-password-encryption";

    /// <summary><c>job-release-action</c>; PWG 5100.11: what releases the job at the printer.</summary>
    public const string JobReleaseAction = "job-release-action";

    /// <summary><c>document-uri</c>; RFC 8011, 4.2.2: a document by reference.</summary>
    public const string DocumentUri = "document-uri";

    /// <summary><c>identify-actions</c>; PWG 5100.13.</summary>
    public const string IdentifyActions = "identify-actions";

    /// <summary><c>job-uuid</c>; PWG 5100.13.</summary>
    public const string JobUuid = "job-uuid";

    /// <summary><c>number-of-documents</c>; RFC 8011, 5.3.12.</summary>
    public const string NumberOfDocuments = "number-of-documents";

    /// <summary><c>document-format-supplied</c>; PWG 5100.5: the format as the client named it.</summary>
    public const string DocumentFormatSupplied = "document-format-supplied";

    /// <summary>Words that messages carry so often that reading them should cost no memory.</summary>
    internal static readonly string[] Common =
    [
        AttributesCharset, AttributesNaturalLanguage, StatusMessage, DetailedStatusMessage, PrinterUri, JobUri, JobId, JobName, JobState,
        JobStateReasons, JobStateMessage, JobOriginatingUserName, JobPrinterUri, JobImpressions, JobImpressionsCompleted, JobMediaSheets,
        JobMediaSheetsCompleted, JobKOctets, RequestingUserName, RequestedAttributes, DocumentFormat, DocumentFormatSupported, DocumentFormatDefault,
        DocumentName, LastDocument, Compression, CompressionSupported, IppAttributeFidelity, WhichJobs, MyJobs, Limit, Copies, Sides, Media, MediaCol,
        MediaSize, XDimension, YDimension, PrintColorMode, PrintQuality, PrinterResolution, OrientationRequested, NumberUp, Finishings, PageRanges,
        OutputBin, JobHoldUntil, JobSheets, PrinterName, PrinterInfo, PrinterLocation, PrinterMakeAndModel, PrinterState, PrinterStateReasons,
        PrinterStateMessage, PrinterIsAcceptingJobs, PrinterUriSupported, UriSecuritySupported, UriAuthenticationSupported, OperationsSupported,
        IppVersionsSupported, CharsetConfigured, CharsetSupported, NaturalLanguageConfigured, GeneratedNaturalLanguageSupported, QueuedJobCount,
        PrinterUpTime, PdlOverrideSupported, ColorSupported, PagesPerMinute, PrinterUuid, TimeAtCreation, TimeAtProcessing, TimeAtCompleted,
        JobPrinterUpTime, DateTimeAtCreation, DateTimeAtProcessing, DateTimeAtCompleted, MultipleDocumentJobsSupported, JobImpressionsSupported,
        "utf-8", "us-ascii", "en", "en-us", "en-US", "de", "none", "application/octet-stream", "application/pdf", "application/postscript",
        "application/vnd.hp-PCL", "application/vnd.hp-PCLXL", "image/urf", "image/pwg-raster", "image/jpeg", "text/plain", "one-sided",
        "two-sided-long-edge", "two-sided-short-edge", "iso_a4_210x297mm", "na_letter_8.5x11in", "na_legal_8.5x14in", "iso_a3_297x420mm",
        "iso_a5_148x210mm", "auto", "monochrome", "color", "standard", "no-hold", "indefinite", "all", "completed", "not-completed", "gzip",
        "deflate", "job-printer-state-message", "job-template", "printer-description", "job-description", "media-col-database", "media-col-ready",
        "media-ready", "media-source", "media-type", "stationery", "main", "media-top-margin", "media-bottom-margin", "media-left-margin",
        "media-right-margin", "media-default", "media-supported", "media-col-default", "media-col-supported", "sides-default", "sides-supported",
        "copies-default", "copies-supported", "job-cancel-after", "job-priority", "print-scaling", "print-content-optimize", "print-rendering-intent",
        "multiple-document-handling", "separate-documents-collated-copies", "finishings-col", "presentation-direction-number-up", "overrides",
        "job-incoming", "job-completed-successfully", "job-canceled-by-user", "aborted-by-system", "job-printing", "job-queued",
        "processing-to-stop-point", "media-empty", "media-jam", "media-needed", "toner-low", "toner-empty", "cover-open", "door-open", "offline",
        "paused", "other", "requesting-user-uri", "ipp", "ipps", "ipp://localhost/ipp/print", "requesting-user-vcard", "job-account-id",
        "job-accounting-user-id", "document-format-details", "document-charset", "document-natural-language", "job-mandatory-attributes",
        "printer-geo-location", "printer-device-id", "printer-dns-sd-name", "printer-more-info", "printer-kind", "job-more-info", "job-uuid",
        "number-of-documents", "number-of-intervening-jobs", "output-device-assigned", "errors-count", "identify-actions", "message",
    ];
}
