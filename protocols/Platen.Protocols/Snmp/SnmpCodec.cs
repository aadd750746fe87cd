using System.Formats.Asn1;
using System.Text;

namespace Platen.Protocols.Snmp;

/// <summary>Messages of SNMPv1 (RFC 1157) and v2c (RFC 1901) in BER. Lenient toward numbers with needless leading octets, strict otherwise.</summary>
public static class SnmpCodec
{
    /// <summary>Reads the message of one datagram.</summary>
    /// <exception cref="SnmpFormatException">It is malformed, of another version, or exceeds a limit.</exception>
    public static SnmpMessage Decode(ReadOnlySpan<byte> datagram, SnmpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (datagram.Length > limits.MessageBytesMax)
        {
            throw new SnmpFormatException(SnmpFormatError.LimitExceeded, $"message of {datagram.Length} octets; at most {limits.MessageBytesMax} are taken");
        }

        var outer = new BerCursor(datagram);
        var cursor = new BerCursor(outer.Read(BerCursor.Sequence, "message"));
        outer.RequireEnd();
        var version = (SnmpVersion)cursor.ReadInteger("version");
        if (version is not (SnmpVersion.V1 or SnmpVersion.V2c))
        {
            throw new SnmpFormatException(SnmpFormatError.UnknownVersion, $"message of version {(int)version}");
        }

        var community = cursor.Read((byte)SnmpValueKind.OctetString, "community");
        if (community.Length > limits.CommunityBytesMax)
        {
            throw new SnmpFormatException(SnmpFormatError.LimitExceeded, $"community of {community.Length} octets; at most {limits.CommunityBytesMax} are taken");
        }

        var message = new SnmpMessage(version, Encoding.Latin1.GetString(community), SnmpPduCodec.Read(ref cursor, limits));
        cursor.RequireEnd();
        return message;
    }

    /// <summary>Writes a message as one datagram.</summary>
    /// <exception cref="ArgumentException">A variable has no name, or a value no kind, or the version is V3.</exception>
    public static byte[] Encode(SnmpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Version is not (SnmpVersion.V1 or SnmpVersion.V2c))
        {
            throw new ArgumentException($"messages of version {message.Version} have another form", nameof(message));
        }

        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger((int)message.Version);
            writer.WriteOctetString(Encoding.Latin1.GetBytes(message.Community));
            SnmpPduCodec.Write(message.Pdu, writer);
        }

        return writer.Encode();
    }
}
