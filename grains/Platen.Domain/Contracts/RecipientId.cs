using System.Diagnostics.CodeAnalysis;

namespace Platen.Domain.Contracts;

/// <summary>Names a recipient of reports within the tenant. A UUID version 7 (RFC 9562).</summary>
public readonly record struct RecipientId(Guid Value)
{
    /// <summary>Makes a new id.</summary>
    public static RecipientId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>Reads an id in the 36-character form.</summary>
    /// <exception cref="FormatException">The text is not a UUID.</exception>
    public static RecipientId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no RecipientId: a UUID such as 019a9f5e-7c1a-7bbb-8000-0123456789ab is expected.");

    /// <summary>Reads an id in the 36-character form; false when the text is none, or is the nil UUID.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecipientId id)
    {
        var ok = Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty;
        id = ok ? new RecipientId(value) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
