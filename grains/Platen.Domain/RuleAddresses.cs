using System.Collections.Immutable;
using System.Net;

namespace Platen.Domain;

/// <summary>Checks lists of addresses and CIDR prefixes that several records have.</summary>
internal static class RuleAddresses
{
    /// <summary>Each is an address or a prefix, and there are not too many.</summary>
    public static void Check(ImmutableArray<string>.Builder errors, string what, ImmutableArray<string> addresses, int max)
    {
        if (addresses.Length > max)
        {
            errors.Add($"{what} list has {addresses.Length} entries; {max} at most are allowed. Use prefixes.");
        }

        foreach (var text in addresses.Where(text => !IPAddress.TryParse(text, out _) && !IPNetwork.TryParse(text, out _)).Take(max))
        {
            errors.Add($"{what} '{text}' is neither an address nor a prefix such as 192.0.2.0/24.");
        }
    }
}
