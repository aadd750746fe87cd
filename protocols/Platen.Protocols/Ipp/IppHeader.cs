using System.Buffers.Binary;

namespace Platen.Protocols.Ipp;

/// <summary>The fixed first 8 octets of every IPP message (RFC 8010 section 3.1.1).</summary>
/// <param name="Version">The version-number.</param>
/// <param name="Code">The operation-id of a request, or the status-code of a response.</param>
/// <param name="RequestId">The request-id, 1 to 2^31 - 1 in a valid message; the reader does not judge it.</param>
public readonly record struct IppHeader(IppVersion Version, ushort Code, int RequestId)
{
    /// <summary>Octets that a header occupies.</summary>
    public const int Length = 8;

    /// <summary>Reads the header from the first <see cref="Length"/> octets of <paramref name="data"/>.</summary>
    internal static IppHeader Read(ReadOnlySpan<byte> data) =>
        new(new IppVersion(data[0], data[1]), BinaryPrimitives.ReadUInt16BigEndian(data[2..]), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
}
