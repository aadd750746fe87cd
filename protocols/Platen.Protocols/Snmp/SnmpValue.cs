using System.Text;

namespace Platen.Protocols.Snmp;

/// <summary>A value of a variable. Which member is set depends on <see cref="Kind"/>.</summary>
public readonly record struct SnmpValue
{
    private SnmpValue(SnmpValueKind kind, ulong number = 0, ReadOnlyMemory<byte> octets = default, SnmpOid oid = default)
    {
        Kind = kind;
        Number = number;
        Octets = octets;
        Oid = oid;
    }

    /// <summary>The value of variables in requests.</summary>
    public static SnmpValue Null => new(SnmpValueKind.Null);

    /// <summary>The kind of value.</summary>
    public SnmpValueKind Kind { get; }

    /// <summary>The number of counters, gauges and ticks; of an integer its 32 bits.</summary>
    public ulong Number { get; }

    /// <summary>The octets of strings, addresses and opaque values.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <summary>The identifier of an object identifier.</summary>
    public SnmpOid Oid { get; }

    /// <summary>Whether it tells that there is no value: an exception of SNMPv2, or null.</summary>
    public bool IsAbsent => Kind is SnmpValueKind.NoSuchObject or SnmpValueKind.NoSuchInstance or SnmpValueKind.EndOfMibView or SnmpValueKind.Null;

    /// <summary>A signed integer.</summary>
    public static SnmpValue Integer(int number) => new(SnmpValueKind.Integer, (uint)number);

    /// <summary>A string of octets.</summary>
    public static SnmpValue OctetString(ReadOnlyMemory<byte> octets) => new(SnmpValueKind.OctetString, octets: octets);

    /// <summary>A string of characters, sent as UTF-8.</summary>
    public static SnmpValue OctetString(string text) => OctetString(Encoding.UTF8.GetBytes(text));

    /// <summary>An object identifier.</summary>
    public static SnmpValue ObjectIdentifier(SnmpOid oid) => new(SnmpValueKind.ObjectIdentifier, oid: oid);

    /// <summary>A counter of 32 bits.</summary>
    public static SnmpValue Counter32(uint number) => new(SnmpValueKind.Counter32, number);

    /// <summary>A gauge.</summary>
    public static SnmpValue Gauge32(uint number) => new(SnmpValueKind.Gauge32, number);

    /// <summary>Hundredths of a second.</summary>
    public static SnmpValue TimeTicks(uint number) => new(SnmpValueKind.TimeTicks, number);

    /// <summary>A counter of 64 bits.</summary>
    public static SnmpValue Counter64(ulong number) => new(SnmpValueKind.Counter64, number);

    /// <summary>An exception: NoSuchObject, NoSuchInstance or EndOfMibView.</summary>
    public static SnmpValue Exception(SnmpValueKind kind) => kind >= SnmpValueKind.NoSuchObject
        ? new(kind)
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "not an exception");

    /// <summary>The number as it is signed; null when the value is no number.</summary>
    public long? AsNumber() => Kind switch
    {
        SnmpValueKind.Integer => (int)(uint)Number,
        SnmpValueKind.Counter32 or SnmpValueKind.Gauge32 or SnmpValueKind.TimeTicks => (long)Number,
        SnmpValueKind.Counter64 => Number <= long.MaxValue ? (long)Number : long.MaxValue,
        _ => null,
    };

    /// <summary>The octets as UTF-8 text; null when the value is no string. The text may hold any character.</summary>
    public string? AsText() => Kind == SnmpValueKind.OctetString ? Encoding.UTF8.GetString(Octets.Span) : null;

    /// <summary>Whether both are of one kind and hold the same.</summary>
    public bool Equals(SnmpValue other) => Kind == other.Kind && Number == other.Number && Oid == other.Oid && Octets.Span.SequenceEqual(other.Octets.Span);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Number, Oid, Octets.Length);

    /// <summary>A value as it was decoded.</summary>
    internal static SnmpValue OfNumber(SnmpValueKind kind, ulong number) => new(kind, number);

    /// <summary>A value as it was decoded.</summary>
    internal static SnmpValue OfOctets(SnmpValueKind kind, ReadOnlyMemory<byte> octets) => new(kind, octets: octets);
}
