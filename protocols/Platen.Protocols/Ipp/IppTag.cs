namespace Platen.Protocols.Ipp;

/// <summary>Delimiter and value tags (RFC 8010 section 3.5). Values that are not named here are legal and are kept as they came.</summary>
public enum IppTag : byte
{
    /// <summary>Not a tag: 0x00 is reserved and never sent.</summary>
    Unspecified = 0x00,

    /// <summary>Begins the operation attributes group.</summary>
    OperationAttributes = 0x01,

    /// <summary>Begins a job attributes group.</summary>
    JobAttributes = 0x02,

    /// <summary>Ends all attributes; the document data follows.</summary>
    EndOfAttributes = 0x03,

    /// <summary>Begins a printer attributes group.</summary>
    PrinterAttributes = 0x04,

    /// <summary>Begins the unsupported attributes group.</summary>
    UnsupportedAttributes = 0x05,

    /// <summary>Begins a subscription attributes group (RFC 3995).</summary>
    SubscriptionAttributes = 0x06,

    /// <summary>Begins an event notification attributes group (RFC 3995).</summary>
    EventNotificationAttributes = 0x07,

    /// <summary>Begins a document attributes group (PWG 5100.5).</summary>
    DocumentAttributes = 0x09,

    /// <summary>Last of the delimiter tags; everything above tags a value.</summary>
    LastDelimiter = 0x0F,

    /// <summary>Out-of-band: the attribute or value is not supported.</summary>
    Unsupported = 0x10,

    /// <summary>Out-of-band: the value is not known.</summary>
    Unknown = 0x12,

    /// <summary>Out-of-band: the attribute has no value.</summary>
    NoValue = 0x13,

    /// <summary>Out-of-band: the attribute can not be set (RFC 3380).</summary>
    NotSettable = 0x15,

    /// <summary>Out-of-band: remove the attribute (RFC 3380).</summary>
    DeleteAttribute = 0x16,

    /// <summary>Out-of-band: the administrator defines it (RFC 3380).</summary>
    AdminDefine = 0x17,

    /// <summary>Last of the out-of-band tags.</summary>
    LastOutOfBand = 0x1F,

    /// <summary>Signed 32-bit integer.</summary>
    Integer = 0x21,

    /// <summary>One octet, 0 or 1.</summary>
    Boolean = 0x22,

    /// <summary>Signed 32-bit integer out of a registry.</summary>
    Enum = 0x23,

    /// <summary>Octets without interpretation.</summary>
    OctetString = 0x30,

    /// <summary>DateAndTime of RFC 2579, 11 octets.</summary>
    DateTime = 0x31,

    /// <summary>Cross-feed and feed resolution and their unit, 9 octets.</summary>
    Resolution = 0x32,

    /// <summary>Lower and upper bound, 8 octets.</summary>
    RangeOfInteger = 0x33,

    /// <summary>Begins a collection.</summary>
    BeginCollection = 0x34,

    /// <summary>Text with its natural language.</summary>
    TextWithLanguage = 0x35,

    /// <summary>Name with its natural language.</summary>
    NameWithLanguage = 0x36,

    /// <summary>Ends a collection.</summary>
    EndCollection = 0x37,

    /// <summary>Text.</summary>
    TextWithoutLanguage = 0x41,

    /// <summary>Name.</summary>
    NameWithoutLanguage = 0x42,

    /// <summary>Keyword.</summary>
    Keyword = 0x44,

    /// <summary>URI.</summary>
    Uri = 0x45,

    /// <summary>URI scheme.</summary>
    UriScheme = 0x46,

    /// <summary>Charset name.</summary>
    Charset = 0x47,

    /// <summary>Natural language.</summary>
    NaturalLanguage = 0x48,

    /// <summary>MIME media type.</summary>
    MimeMediaType = 0x49,

    /// <summary>Name of the collection member whose values follow.</summary>
    MemberName = 0x4A,

    /// <summary>A tag of 32 bits stands in the first 4 octets of the value.</summary>
    Extension = 0x7F,
}
