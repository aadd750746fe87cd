using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platen.Protocols.Snmp;

/// <summary>An object identifier of at most <see cref="ArcsMax"/> arcs (RFC 2578 section 3.5), ordered as in a walk.</summary>
public readonly struct SnmpOid : IEquatable<SnmpOid>, IComparable<SnmpOid>
{
    /// <summary>Arcs that an identifier can have.</summary>
    public const int ArcsMax = 128;

    private readonly ImmutableArray<uint> _arcs;

    /// <summary>Makes an identifier of its arcs.</summary>
    /// <exception cref="ArgumentException">Fewer than 2 or more than 128 arcs, or the first two are out of bounds.</exception>
    public SnmpOid(params ReadOnlySpan<uint> arcs)
    {
        if (!IsValid(arcs))
        {
            throw new ArgumentException($"an object identifier has 2 to {ArcsMax} arcs and begins with 0.0 to 0.39, 1.0 to 1.39 or 2.n", nameof(arcs));
        }

        _arcs = [.. arcs];
    }

    /// <summary>The arcs; empty for the default value.</summary>
    public ImmutableArray<uint> Arcs => _arcs.IsDefault ? [] : _arcs;

    /// <summary>Whether both have the same arcs.</summary>
    public static bool operator ==(SnmpOid left, SnmpOid right) => left.Equals(right);

    /// <summary>Whether they differ in an arc.</summary>
    public static bool operator !=(SnmpOid left, SnmpOid right) => !left.Equals(right);

    /// <summary>Whether it comes before the other in a walk.</summary>
    public static bool operator <(SnmpOid left, SnmpOid right) => left.CompareTo(right) < 0;

    /// <summary>Whether it comes after the other in a walk.</summary>
    public static bool operator >(SnmpOid left, SnmpOid right) => left.CompareTo(right) > 0;

    /// <summary>Whether it does not come after the other in a walk.</summary>
    public static bool operator <=(SnmpOid left, SnmpOid right) => left.CompareTo(right) <= 0;

    /// <summary>Whether it does not come before the other in a walk.</summary>
    public static bool operator >=(SnmpOid left, SnmpOid right) => left.CompareTo(right) >= 0;

    /// <summary>Reads dotted decimal, such as <c>1.3.6.1.2.1.1.1.0</c>, with or without a leading dot.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static SnmpOid Parse(string text) => TryParse(text, out var oid) ? oid : throw new FormatException("not an object identifier in dotted decimal");

    /// <summary>Reads dotted decimal; false when it is not that.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SnmpOid oid)
    {
        oid = default;
        var arcs = new List<uint>();
        foreach (var range in text.AsSpan().TrimStart('.').Split('.'))
        {
            if (arcs.Count == ArcsMax || !uint.TryParse(text.AsSpan().TrimStart('.')[range], NumberStyles.None, CultureInfo.InvariantCulture, out var arc))
            {
                return false;
            }

            arcs.Add(arc);
        }

        if (!IsValid([.. arcs]))
        {
            return false;
        }

        oid = new SnmpOid([.. arcs]);
        return true;
    }

    /// <summary>This identifier with more arcs at its end.</summary>
    /// <exception cref="ArgumentException">More than 128 arcs.</exception>
    public SnmpOid Append(params ReadOnlySpan<uint> arcs) => new([.. Arcs, .. arcs]);

    /// <summary>Whether <paramref name="prefix"/> is this identifier or one above it.</summary>
    public bool StartsWith(SnmpOid prefix) => Arcs.AsSpan().StartsWith(prefix.Arcs.AsSpan());

    /// <inheritdoc />
    public bool Equals(SnmpOid other) => Arcs.AsSpan().SequenceEqual(other.Arcs.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is SnmpOid other && Equals(other);

    /// <inheritdoc />
    public int CompareTo(SnmpOid other) => Arcs.AsSpan().SequenceCompareTo(other.Arcs.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var arc in Arcs)
        {
            hash.Add(arc);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => string.Join('.', Arcs);

    internal static bool IsValid(ReadOnlySpan<uint> arcs) =>
        arcs.Length is >= 2 and <= ArcsMax && (arcs[0] < 2 ? arcs[1] < 40 : arcs[0] == 2 && arcs[1] <= uint.MaxValue - 80);
}
