namespace Orleans.Runtime;

/// <summary>A part of a grain's id.</summary>
[GenerateSerializer, Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? _text;

    private IdSpan(string id) => _text = id;

    /// <summary>Whether this is no id at all.</summary>
    public bool IsDefault => _text is null;

    /// <summary>Compares for equality.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Compares for inequality.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <summary>Creates it from text.</summary>
    /// <param name="id">The text.</param>
    public static IdSpan Create(string id) => new(id);

    /// <inheritdoc />
    public bool Equals(IdSpan obj) => string.Equals(_text, obj._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => _text ?? string.Empty;
}
