namespace Orleans;

/// <summary>Marks a message type. Orleans generates a serializer for it; this engine passes it by reference, so it must be immutable.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Which members get ids without an <see cref="IdAttribute"/>.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; }

    /// <summary>Whether primary constructor parameters are members.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
