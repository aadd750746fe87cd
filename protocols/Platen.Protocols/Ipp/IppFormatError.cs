namespace Platen.Protocols.Ipp;

/// <summary>What is wrong with the octets of an IPP message.</summary>
public enum IppFormatError
{
    /// <summary>Not an error.</summary>
    Unspecified = 0,

    /// <summary>The message is longer than <see cref="IppLimits.TotalBytesMax"/>.</summary>
    MessageTooLong = 1,

    /// <summary>More groups than <see cref="IppLimits.GroupsMax"/>.</summary>
    TooManyGroups = 2,

    /// <summary>More attributes than <see cref="IppLimits.AttributesMax"/>.</summary>
    TooManyAttributes = 3,

    /// <summary>More values than <see cref="IppLimits.ValuesPerAttributeMax"/>.</summary>
    TooManyValues = 4,

    /// <summary>A name is longer than <see cref="IppLimits.NameBytesMax"/>.</summary>
    NameTooLong = 5,

    /// <summary>A value is longer than <see cref="IppLimits.ValueBytesMax"/>.</summary>
    ValueTooLong = 6,

    /// <summary>Collections are nested deeper than <see cref="IppLimits.CollectionDepthMax"/>.</summary>
    CollectionTooDeep = 7,

    /// <summary>The delimiter tag 0x00 is reserved.</summary>
    ReservedTag = 8,

    /// <summary>An attribute stands before the first group.</summary>
    AttributeOutsideGroup = 9,

    /// <summary>An additional value (no name) stands before any attribute.</summary>
    ValueWithoutAttribute = 10,

    /// <summary>A collection is opened, closed, or cut off where it cannot be.</summary>
    BadCollection = 11,

    /// <summary>A value has the wrong length for its tag, or lengths inside it that do not fit.</summary>
    BadValueLength = 12,

    /// <summary>A name is empty or holds octets that are not printable ASCII.</summary>
    BadName = 13,
}
