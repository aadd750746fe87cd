namespace Orleans.Runtime;

/// <summary>The id of a grain: its type and its key.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainId : IEquatable<GrainId>
{
    /// <summary>Creates an id.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
    }

    /// <summary>The type.</summary>
    public GrainType Type { get; }

    /// <summary>The key.</summary>
    public IdSpan Key { get; }

    /// <summary>Whether this is no id at all.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>Compares for equality.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Compares for inequality.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <summary>Creates an id.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>Creates an id.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <inheritdoc />
    public bool Equals(GrainId other) => Type.Equals(other.Type) && Key.Equals(other.Key);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc />
    public override string ToString() => $"{Type}/{Key}";
}
