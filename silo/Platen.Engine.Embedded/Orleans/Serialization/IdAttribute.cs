namespace Orleans;

/// <summary>The id of a member on the wire; it is never reused.</summary>
/// <param name="id">The id, unique in its type.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The id, unique in its type.</summary>
    public uint Id { get; } = id;
}
