using System.Collections.Immutable;

namespace Platen.SiteAgent.Discovery;

/// <summary>One service of DNS-SD (RFC 6763): a queue by one protocol. Two are equal when all of it is.</summary>
/// <param name="Name">The instance's name, which people see; at most 63 octets.</param>
/// <param name="Type">Such as <c>_ipp._tcp</c>.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="SubTypes">Such as <c>_universal._sub._ipp._tcp</c>.</param>
/// <param name="Words">The TXT record's <c>key=value</c> strings, each of at most 255 octets.</param>
internal sealed record PrinterService(string Name, string Type, int Port, ImmutableArray<string> SubTypes, ImmutableArray<string> Words)
{
    public bool Equals(PrinterService? other) =>
        other is not null && Name == other.Name && Type == other.Type && Port == other.Port && SubTypes.SequenceEqual(other.SubTypes) && Words.SequenceEqual(other.Words);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Port, Words.Length);
}
