namespace Platen.Protocols.Snmp;

/// <summary>Bounds on an SNMP message.</summary>
public sealed record SnmpLimits
{
    /// <summary>The bounds as they are unless configured.</summary>
    public static readonly SnmpLimits Default = new();

    /// <summary>Octets of a message; a UDP datagram can not have more.</summary>
    public int MessageBytesMax { get; init; } = 65_507;

    /// <summary>Octets of a community.</summary>
    public int CommunityBytesMax { get; init; } = 255;

    /// <summary>Variables of a message.</summary>
    public int VariablesMax { get; init; } = 2_048;

    /// <summary>Octets of one value.</summary>
    public int ValueBytesMax { get; init; } = 65_507;
}
