using System.Buffers.Binary;

namespace Platen.Protocols.Ipp;

/// <summary>DateAndTime of RFC 2579: year (2 octets), month, day, hour, minutes, seconds, tenths, '+' or '-', hours and minutes from UTC.</summary>
internal static class IppDateTime
{
    internal const int Length = 11;

    /// <summary>False when the fields name no moment that <see cref="DateTimeOffset"/> can hold, a leap second included.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> octets, out DateTimeOffset moment)
    {
        moment = default;
        int year = BinaryPrimitives.ReadUInt16BigEndian(octets);
        if (year is < 2 or > 9998 || octets[2] is < 1 or > 12 || octets[3] < 1 || octets[3] > DateTime.DaysInMonth(year, octets[2]))
        {
            return false;
        }

        if (octets[4] > 23 || octets[5] > 59 || octets[6] > 59 || octets[7] > 9 || octets[8] is not ((byte)'+' or (byte)'-') || octets[9] > 13 || octets[10] > 59)
        {
            return false;
        }

        var offset = new TimeSpan(octets[9], octets[10], 0);
        moment = new DateTimeOffset(year, octets[2], octets[3], octets[4], octets[5], octets[6], octets[7] * 100, octets[8] == '-' ? -offset : offset);
        return true;
    }

    internal static void Write(DateTimeOffset moment, Span<byte> octets)
    {
        var offset = moment.Offset.Duration();
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)moment.Year);
        octets[2] = (byte)moment.Month;
        octets[3] = (byte)moment.Day;
        octets[4] = (byte)moment.Hour;
        octets[5] = (byte)moment.Minute;
        octets[6] = (byte)moment.Second;
        octets[7] = (byte)(moment.Millisecond / 100);
        octets[8] = moment.Offset < TimeSpan.Zero ? (byte)'-' : (byte)'+';
        octets[9] = (byte)offset.Hours;
        octets[10] = (byte)offset.Minutes;
    }
}
