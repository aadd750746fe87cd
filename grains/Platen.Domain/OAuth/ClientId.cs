using System.Diagnostics.CodeAnalysis;

namespace Platen.Domain.OAuth;

/// <summary>Names an OAuth client within its tenant (<c>client_id</c>). A <see cref="Slug"/>: 1 to 63 characters of <c>a-z 0-9 . _ -</c>, the first one a letter or digit.</summary>
public readonly record struct ClientId
{
    private ClientId(string value) => Value = value;

    /// <summary>The id as text; empty only for <c>default</c>, which names nothing.</summary>
    public string Value { get => field ?? string.Empty; }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no slug; the message says what one is.</exception>
    public static ClientId Parse(string text) => TryParse(text, out var id) ? id : throw Slug.Error(nameof(ClientId), text);

    /// <summary>Reads an id; false when the text is no slug.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClientId id)
    {
        id = Slug.IsValid(text) ? new ClientId(text) : default;
        return id.Value.Length > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
