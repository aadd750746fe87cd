namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// Follows a document's own language as far as needed to know which octets are counted data: a UEL in there is no UEL, because the device takes them as data too. When the
/// language is not followed any more, nothing is counted, and every UEL is taken for one.
/// </summary>
internal interface IDataWatch
{
    /// <summary>How many of these octets, which come next, cannot begin a UEL: 0 only when the first one could.</summary>
    int Skip(ReadOnlySpan<byte> next);

    /// <summary>One octet that <see cref="Skip"/> did not skip; it may be a UEL's.</summary>
    void Take(byte octet);
}
