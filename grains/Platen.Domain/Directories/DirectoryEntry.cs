using System.Collections.Immutable;
using System.Text;

namespace Platen.Domain.Directories;

/// <summary>An entry as a directory gave it. Hostile input: whoever may write there chose the values.</summary>
public sealed record DirectoryEntry
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Its distinguished name.</summary>
    public required string Dn { get; init; }

    /// <summary>Its values, in no order.</summary>
    public ImmutableArray<DirectoryValue> Values { get; init; } = [];

    /// <summary>The values of an attribute; names are compared without case.</summary>
    public IEnumerable<ImmutableArray<byte>> Of(string attribute) =>
        Values.Where(value => value.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase)).Select(value => value.Bytes);

    /// <summary>The first value of an attribute as text; empty when there is none, null when it is no text of at most <paramref name="bytesMax"/> bytes.</summary>
    public string? Text(string attribute, int bytesMax)
    {
        var value = attribute.Length == 0 ? default : Of(attribute).FirstOrDefault();
        if (value.IsDefaultOrEmpty)
        {
            return "";
        }

        try
        {
            return value.Length <= bytesMax ? Strict.GetString(value.AsSpan()) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
