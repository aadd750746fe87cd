using System.Collections.Immutable;

namespace Platen.Protocols.Smtp;

/// <summary>A file that goes along with a message (RFC 2183).</summary>
public sealed record MailFile
{
    private const int NameMax = 100;

    /// <summary>A file.</summary>
    /// <param name="name">Its name: 1 to 100 letters and digits of ASCII, '.', '_' and '-', so that it needs no encoding (RFC 2231) and names no folder.</param>
    /// <param name="mediaType">Its media type, with its parameters.</param>
    /// <param name="content">What is in it.</param>
    /// <exception cref="ArgumentException">The name or the media type has other characters.</exception>
    public MailFile(string name, string mediaType, ImmutableArray<byte> content)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(mediaType);
        if (name.Length is 0 or > NameMax || name.StartsWith('.') || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new ArgumentException($"'{name}' is no name of a file that goes along; give 1 to {NameMax} of the characters A-Z, a-z, 0-9, '.', '_' and '-', the first one no '.'.", nameof(name));
        }

        if (mediaType.Length == 0 || !mediaType.All(c => c is >= ' ' and <= '~' and not '"'))
        {
            throw new ArgumentException($"'{mediaType}' is no media type.", nameof(mediaType));
        }

        (Name, MediaType, Content) = (name, mediaType, content);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its media type, with its parameters.</summary>
    public string MediaType { get; }

    /// <summary>What is in it.</summary>
    public ImmutableArray<byte> Content { get; }

    /// <summary>Without what is in it.</summary>
    public override string ToString() => Name;
}
