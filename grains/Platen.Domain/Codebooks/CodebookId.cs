using System.Diagnostics.CodeAnalysis;

namespace Platen.Domain.Codebooks;

/// <summary>Names a codebook within its tenant. A <see cref="Slug"/>: 1 to 63 characters of <c>a-z 0-9 . _ -</c>, the first one a letter or digit.</summary>
public readonly record struct CodebookId
{
    private CodebookId(string value) => Value = value;

    /// <summary>The id as text; empty only for <c>default</c>, which names nothing.</summary>
    public string Value { get => field ?? string.Empty; }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no slug; the message says what one is.</exception>
    public static CodebookId Parse(string text) => TryParse(text, out var id) ? id : throw Slug.Error(nameof(CodebookId), text);

    /// <summary>Reads an id; false when the text is no slug.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CodebookId id)
    {
        id = Slug.IsValid(text) ? new CodebookId(text) : default;
        return id.Value.Length > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
