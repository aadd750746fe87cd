namespace Platen.Protocols.Ipp;

/// <summary>Status codes (RFC 8011 appendix B). 0x0000-0x00FF are successful, 0x0400-0x04FF client errors, 0x0500-0x05FF server errors.</summary>
public enum IppStatus : ushort
{
    /// <summary>successful-ok.</summary>
    Ok = 0x0000,

    /// <summary>successful-ok-ignored-or-substituted-attributes.</summary>
    OkIgnoredOrSubstitutedAttributes = 0x0001,

    /// <summary>successful-ok-conflicting-attributes.</summary>
    OkConflictingAttributes = 0x0002,

    /// <summary>successful-ok-ignored-subscriptions (RFC 3995).</summary>
    OkIgnoredSubscriptions = 0x0003,

    /// <summary>successful-ok-too-many-events (RFC 3995).</summary>
    OkTooManyEvents = 0x0005,

    /// <summary>successful-ok-events-complete (RFC 3996).</summary>
    OkEventsComplete = 0x0007,

    /// <summary>client-error-bad-request.</summary>
    BadRequest = 0x0400,

    /// <summary>client-error-forbidden.</summary>
    Forbidden = 0x0401,

    /// <summary>client-error-not-authenticated.</summary>
    NotAuthenticated = 0x0402,

    /// <summary>client-error-not-authorized.</summary>
    NotAuthorized = 0x0403,

    /// <summary>client-error-not-possible.</summary>
    NotPossible = 0x0404,

    /// <summary>client-error-timeout.</summary>
    Timeout = 0x0405,

    /// <summary>client-error-not-found.</summary>
    NotFound = 0x0406,

    /// <summary>client-error-gone.</summary>
    Gone = 0x0407,

    /// <summary>client-error-request-entity-too-large.</summary>
    RequestEntityTooLarge = 0x0408,

    /// <summary>client-error-request-value-too-long.</summary>
    RequestValueTooLong = 0x0409,

    /// <summary>client-error-document-format-not-supported.</summary>
    DocumentFormatNotSupported = 0x040A,

    /// <summary>client-error-attributes-or-values-not-supported.</summary>
    AttributesOrValuesNotSupported = 0x040B,

    /// <summary>client-error-uri-scheme-not-supported.</summary>
    UriSchemeNotSupported = 0x040C,

    /// <summary>client-error-charset-not-supported.</summary>
    CharsetNotSupported = 0x040D,

    /// <summary>client-error-conflicting-attributes.</summary>
    ConflictingAttributes = 0x040E,

    /// <summary>client-error-compression-not-supported.</summary>
    CompressionNotSupported = 0x040F,

    /// <summary>client-error-compression-error.</summary>
    CompressionError = 0x0410,

    /// <summary>client-error-document-format-error.</summary>
    DocumentFormatError = 0x0411,

    /// <summary>client-error-document-access-error.</summary>
    DocumentAccessError = 0x0412,

    /// <summary>client-error-attributes-not-settable (RFC 3380).</summary>
    AttributesNotSettable = 0x0413,

    /// <summary>client-error-ignored-all-subscriptions (RFC 3995).</summary>
    IgnoredAllSubscriptions = 0x0414,

    /// <summary>client-error-too-many-subscriptions (RFC 3995).</summary>
    TooManySubscriptions = 0x0415,

    /// <summary>client-error-account-limit-reached (PWG 5100.16).</summary>
    AccountLimitReached = 0x041E,

    /// <summary>server-error-internal-error.</summary>
    InternalError = 0x0500,

    /// <summary>server-error-operation-not-supported.</summary>
    OperationNotSupported = 0x0501,

    /// <summary>server-error-service-unavailable.</summary>
    ServiceUnavailable = 0x0502,

    /// <summary>server-error-version-not-supported.</summary>
    VersionNotSupported = 0x0503,

    /// <summary>server-error-device-error.</summary>
    DeviceError = 0x0504,

    /// <summary>server-error-temporary-error.</summary>
    TemporaryError = 0x0505,

    /// <summary>server-error-not-accepting-jobs.</summary>
    NotAcceptingJobs = 0x0506,

    /// <summary>server-error-busy.</summary>
    Busy = 0x0507,

    /// <summary>server-error-job-canceled.</summary>
    JobCanceled = 0x0508,

    /// <summary>server-error-multiple-document-jobs-not-supported.</summary>
    MultipleDocumentJobsNotSupported = 0x0509,
}
