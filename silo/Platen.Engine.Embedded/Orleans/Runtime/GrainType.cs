namespace Orleans.Runtime;

/// <summary>The kind of a grain: the name of its class in lower case, without "grain" at its end.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainType : IEquatable<GrainType>
{
    /// <summary>Creates it.</summary>
    /// <param name="id">The name.</param>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The name.</summary>
    public IdSpan Value { get; }

    /// <summary>Whether this is no type at all.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Compares for equality.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Compares for inequality.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <summary>Creates it from text.</summary>
    /// <param name="value">The name.</param>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <inheritdoc />
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
