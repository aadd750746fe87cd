using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Domain;

/// <summary>The form of ids that people type and that appear in paths, queue names and grain keys: no character of it needs escaping anywhere.</summary>
public static class Slug
{
    /// <summary>The longest slug, in characters: a DNS label, so that an id can be a host name or a certificate's name.</summary>
    public const int LengthMax = 63;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether the text is a slug.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= LengthMax } && !text.AsSpan().ContainsAnyExcept(Allowed) && char.IsAsciiLetterOrDigit(text[0]);

    internal static FormatException Error(string type, string? text) =>
        new($"'{text}' is no {type}: 1 to {LengthMax} characters of a-z, 0-9, '.', '_' and '-' are expected, the first one a letter or digit.");
}
