using System.Diagnostics.CodeAnalysis;

namespace Platen.Domain.Jobs;

/// <summary>Names one user action that releases a job; the panel makes it, and every retry of that action carries the same one (I2). A UUID version 7 (RFC 9562), so that ids sort by the time they were made.</summary>
public readonly record struct ReleaseId(Guid Value)
{
    /// <summary>Makes a new id.</summary>
    public static ReleaseId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>Reads an id in the 36-character form.</summary>
    /// <exception cref="FormatException">The text is not a UUID.</exception>
    public static ReleaseId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no ReleaseId: a UUID such as 019a9f5e-7c1a-7bbb-8000-0123456789ab is expected.");

    /// <summary>Reads an id in the 36-character form; false when the text is none, or is the nil UUID.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReleaseId id)
    {
        var ok = Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty;
        id = ok ? new ReleaseId(value) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
